"""The documents' words in French."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Cover and every page
    "organ": "Système de suivi du Plan d’action continental",
    "title.assembly": "Rapport de situation à l’Assemblée générale",
    "title.council": "Rapport de situation au Conseil permanent",
    "title.party": "Rapport de situation : {name}",
    "title.paragraph": "Rapport de situation sur le paragraphe {reference} : {headline}",
    "subtitle": "Suivi de {symbol}, « {title} »",
    "symbol": "Cote du document",
    "symbol.none": "Sans cote",
    "draft.symbol": "Projet, {symbol}",
    "session": "Session",
    "session.number": "{roman}e session ordinaire de l’Assemblée générale",
    "session.special": "{roman}e session extraordinaire de l’Assemblée générale",
    "session.dates": "{place}, du {starts} au {ends}",
    "session.dates.unknown": "dates inconnues",
    "cycle": "Cycle de présentation des rapports",
    "cycle.words": "De la {first}e à la {last}e session ordinaire",
    "periods": "Périodes de rapport",
    "period.words": "{key} (du {first} au {last})",
    "language": "Langue",
    "language.en": "anglais",
    "language.es": "espagnol",
    "language.fr": "français",
    "language.pt": "portugais",
    "as_of": "Situation au",
    "classification": "Distribution",
    "audience.public": "Publique",
    "audience.member_states": "États membres uniquement",
    "checksum": "Somme de contrôle du jeu de données (SHA-256)",
    "unofficial": (
        "Établi par le Système de suivi du Plan d’action continental à partir de ce que les "
        "parties ont rapporté d’elles-mêmes. Ce n’est pas un document officiel de l’Organisation "
        "des États Américains."
    ),
    "sample": "Données d’exemple",
    "sample.notice": (
        "Données d’exemple. Les mises à jour ainsi marquées sont inventées : elles ne disent rien "
        "de ce qu’un État a fait ou omis de faire."
    ),
    "colophon": "SHA-256 du jeu de données {sha256}",
    "page": "Page {page} sur {pages}",
    "contents": "Table des matières",
    "head": "{symbol} · {title}",
    # Levels
    "level.0": "Non commencé",
    "level.1": "Premières étapes",
    "level.2": "Partiel",
    "level.3": "Substantiel",
    "level.4": "Complet",
    "level.na": "Sans objet",
    "level.na.short": "s.o.",
    "level.withheld": "Rapporté, non public",
    "level.withheld.short": "Non public",
    "level.silent": "Non rapporté",
    "level.few": "Moins de la moitié rapportée",
    "level.words": "{level} – {name}",
    "level.note": (
        "Les niveaux sont ceux que chaque partie a rapportés d’elle-même. Aucun classement n’est "
        "établi entre les États."
    ),
    # Summary
    "summary": "Résumé",
    "summary.head": "{reported} des {due} mises à jour attendues ont été présentées ({percent}).",
    "summary.parties": "{n} des {of} États et organes attendus en ont présenté au moins une.",
    "summary.late": "Présentées après l’échéance : {n}.",
    "summary.withheld": (
        (
            "{n} de celles présentées n’est pas publique : elle compte comme présentée et son "
            "niveau n’est pas montré."
        ),
        (
            "{n} de celles présentées ne sont pas publiques : elles comptent comme présentées et "
            "leur niveau n’est pas montré."
        ),
    ),
    "summary.before": "Auparavant ({period}) : {reported} sur {due} ({percent}).",
    "summary.before.plain": "Auparavant : {reported} sur {due} ({percent}).",
    "summary.undecided": (
        "La participation n’est pas tranchée pour {names} : ni attente ni silence ne sont comptés."
    ),
    "summary.levels": "Niveaux actuels et à la période précédente",
    "summary.levels.now": "Niveaux actuels",
    "summary.now": "Maintenant",
    "summary.share": "Part des attendues",
    "summary.before.column": "Auparavant",
    "summary.due": "Attendues",
    "summary.chart": "Mises à jour attendues, par niveau",
    "summary.moved": "Ce qui a changé",
    "summary.moved.up": "En hausse, {n} sur {of} : {names}.",
    "summary.moved.down": "En baisse, {n} sur {of} : {names}.",
    "summary.moved.none": "Aucun niveau n’a changé par rapport au dernier accepté auparavant.",
    "summary.moved.of": (
        "Sur {of} mises à jour ayant un niveau maintenant et auparavant ; entre parenthèses, leur "
        "nombre pour chaque partie ; toutes figurent à l’annexe {annex}."
    ),
    "summary.name": "{name} ({n})",
    "summary.out": "Ce qui ressort",
    "summary.out.least": "Le moins rapporté : {names}, {reported} sur {due} ({percent}).",
    "summary.out.high": (
        "Le plus souvent au niveau substantiel ou complet : {names}, dans {n} des {due} mises à "
        "jour attendues ({percent})."
    ),
    "summary.out.silent": "{n} des {of} États et organes attendus n’ont rien rapporté.",
    "summary.out.overdue": "Mesures de suivi échues et non achevées : {n} sur {of}.",
    "summary.out.duties": "Obligations d’organes échues et non remplies : {n} sur {of}.",
    "summary.out.cooperation": "Demandes de coopération : {needed} ; offres : {offered}.",
    "summary.out.nothing": "Rien n’a été rapporté.",
    "paragraph.name": "paragraphe {reference}",
    # Matrix
    "matrix": "La matrice",
    "matrix.intro": (
        "Chaque case est la médiane inférieure des niveaux qu’un État a rapportés sur les "
        "engagements d’un paragraphe, dès que la moitié d’entre eux est rapportée. {note} Les "
        "États figurent par ordre alphabétique."
    ),
    "matrix.caption": "Paragraphe par État : niveau tel que rapporté par la partie",
    "matrix.paragraph": "Paragraphe",
    "matrix.legend": "Légende",
    "matrix.up": "en hausse",
    "matrix.down": "en baisse",
    "matrix.change": "▲ hausse, ▼ baisse par rapport au niveau précédent",
    "matrix.empty": "case vide : l’État ne doit rien ici",
    "matrix.cell": "{state}, paragraphe {row} : {level} ; {reported} sur {due} rapportés",
    "matrix.words": "La matrice en mots",
    "matrix.words.caption": "États selon le niveau rapporté sur chaque paragraphe",
    "matrix.codes": "Codes des États",
    # Paragraphs
    "paragraphs": "Les paragraphes du dispositif",
    "paragraphs.intro": (
        "Le texte est cité tel qu’adopté. Les intitulés, les titres des engagements et leur "
        "découpage sont du système de suivi, non de l’Organisation. Les propos de chaque partie "
        "sont cités en abrégé ; ils figurent en entier, avec leurs éléments de preuve, à l’annexe "
        "{annex}."
    ),
    "paragraph.heading": "Paragraphe {reference} – {headline}",
    "paragraph.text": "Texte adopté (en {language})",
    "paragraph.commitments": "Engagements du paragraphe {reference} et mises à jour par niveau",
    "paragraph.chart": "Paragraphe {reference} : mises à jour attendues, par niveau",
    "paragraph.done": "Ce que les États et les organes ont rapporté",
    "paragraph.done.none": "Aucune mise à jour n’a été présentée.",
    "paragraph.evidence": "Éléments de preuve",
    "paragraph.evidence.none": "Aucun élément de preuve n’a été joint.",
    "paragraph.actions": "Mesures de suivi",
    "paragraph.actions.none": "Aucune mesure de suivi n’a été rapportée.",
    "paragraph.actions.caption": "Mesures de suivi relatives au paragraphe {reference}",
    "paragraph.actions.count": (
        "{n} mesure de suivi, {overdue} en retard.",
        "{n} mesures de suivi, dont {overdue} en retard.",
    ),
    "paragraph.observations": "Observations du secrétariat",
    "commitment": "Engagement",
    "code": "Code",
    "reported": "Présentées",
    "reported.of": "{reported} sur {due}",
    "chart.all": "Tous",
    "chart.before": "Auparavant",
    "chart.alternative": "Barres empilées des mises à jour par niveau. {rows}",
    "chart.row": "{label} : {parts} ; {due} attendues.",
    "chart.part": "{name} {n}",
    "translated.from": "en {language}",
    "source": "Source : {source}",
    # Actions
    "party": "Partie",
    "action": "Mesure",
    "action.kind": "Type",
    "action.status": "État",
    "action.due": "Échéance",
    "action.percent": "Avancement",
    "action.overdue": "en retard",
    "action.cost": "Coût",
    "kind.law": "Loi",
    "kind.policy": "Politique",
    "kind.programme": "Programme",
    "kind.institution": "Institution",
    "kind.training": "Formation",
    "kind.cooperation": "Coopération",
    "kind.budget": "Budget",
    "status.planned": "Prévue",
    "status.under_way": "En cours",
    "status.done": "Achevée",
    "status.suspended": "Suspendue",
    "status.abandoned": "Abandonnée",
    # Duties
    "duties": "Obligations des organes et leurs échéances",
    "duties.caption": "Obligations des organes",
    "duties.body": "Organe",
    "duties.deadline": "Échéance",
    "duties.stands": "Tel que rapporté",
    "duties.discharged": "Remplie",
    "duties.discharged.on": "{date} : {basis}",
    "duties.discharged.not": "Non consigné",
    "duties.past": "échéance dépassée",
    "duties.rubric.pending": "En attente",
    "duties.rubric.under_way": "En cours",
    "duties.rubric.done": "Fait",
    "duties.rubric.": "Rien de rapporté",
    "duties.said": "Ce qui a été rapporté",
    # Silent
    "silent": "Qui n’a pas fait rapport",
    "silent.intro": (
        "Des {of} États et organes dont une mise à jour est attendue, {n} en ont laissé au moins "
        "une sans réponse. Les parties dont la participation n’est pas tranchée ne figurent pas "
        "ici."
    ),
    "silent.nobody": "Toutes les mises à jour attendues ont été présentées.",
    "silent.caption": "Mises à jour attendues et non présentées",
    "silent.missing": "Engagements non rapportés",
    "silent.all": "tous ({n})",
    # Cooperation
    "cooperation": "Coopération demandée et offerte",
    "cooperation.none": "Aucune coopération n’a été demandée ni offerte.",
    "cooperation.counts": "Demandes : {needed} ; offres : {offered}",
    "cooperation.needed": "Demandée",
    "cooperation.offered": "Offerte",
    # Indicators
    "indicators": "Indicateurs",
    "indicators.intro": (
        "Séries de tiers, présentées pour le contexte. Elles mesurent plus que ce qu’une partie a "
        "fait au titre d’un instrument, et les pays comptent différemment : chaque pays est à "
        "comparer à lui-même."
    ),
    "indicators.alternative": "Une petite courbe pour chacun des {n} États. {values}",
    "indicators.value": "{state} {first} en {first_year}, {last} en {last_year}",
    "indicators.point": "{state} {last} en {last_year}",
    "indicators.caption": (
        "{title} ({unit}), de {first} à {last} ; chaque courbe entre ses propres valeurs minimale "
        "et maximale"
    ),
    "indicators.source": "Source : {source}. Licence : {licence}.",
    "indicators.source.only": "Source : {source}.",
    "indicators.others": "Indicateurs liés à ces paragraphes et sans valeurs dans le système",
    "indicator": "Indicateur",
    "indicators.framework": "Cadre",
    "indicators.unit": "Unité",
    "indicators.paragraphs": "Paragraphes",
    # Annexes
    "annex": "Annexe {letter}. {title}",
    "annex.method": "Méthode",
    "method.counts": (
        "Un taux compte une mise à jour par engagement qui s’adresse à une partie inscrite sur la "
        "liste et qu’elle n’a pas rempli ; ce nombre est donné à côté. Les autres mises à jour "
        "sont montrées et ne sont jamais comptées."
    ),
    "method.latest": (
        "Pour chacune, le rapport retient la dernière mise à jour acceptée dans les périodes "
        "couvertes, au {as_of}. Acceptée veut dire complète et en règle, non approuvée."
    ),
    "method.levels": (
        "Les niveaux sont ce qu’une partie dit d’elle-même. Si le système a consigné une mise à "
        "jour à partir d’une source publique, elle le dit."
    ),
    "method.median": (
        "Le niveau d’un paragraphe est la médiane inférieure des niveaux de ses engagements, dès "
        "que la moitié d’entre eux est rapportée ; les nombres par niveau figurent à côté."
    ),
    "method.audience": (
        "Distribution de ce rapport : {audience}. Ce qui a été rapporté aux seuls États membres, "
        "ou est sous embargo, compte comme présenté ; aucun rapport public n’en montre le niveau "
        "ni les propos."
    ),
    "method.rank": "Les États figurent par leur nom et ne sont jamais classés.",
    "method.words": (
        "Les propos des parties figurent dans la langue où ils ont été écrits, signalée quand ce "
        "n’est pas celle du document."
    ),
    "method.checksum": (
        "Tous les nombres viennent d’un seul jeu de données figé, dont la somme de contrôle "
        "SHA-256 est {sha256}."
    ),
    "annex.rubric": "Ce que signifient les niveaux",
    "rubric.caption": "Échelle des niveaux",
    "rubric.level": "Niveau",
    "rubric.meaning": "Signification",
    "annex.roster": "Liste et dénominateurs",
    "roster.caption": "Qui a été sollicité, et combien de mises à jour sont attendues de chacun",
    "roster.decision": "Sur la liste",
    "roster.standing": "Situation",
    "roster.reason": "Motif",
    "decision.in": "Oui",
    "decision.out": "Non",
    "decision.undecided": "Non tranché",
    "decision.": "–",
    "standing.participating": "Participe",
    "standing.suspended": "Suspendu",
    "standing.excluded": "Exclu",
    "standing.not_participating": "Ne participe pas",
    "standing.withdrawing": "Retrait en cours",
    "standing.withdrawn": "Retiré",
    "standing.disputed": "Contestée",
    "total": "Total",
    "annex.reservations": "Réserves",
    "reservations.none": "Aucune réserve n’est consignée.",
    "reservation.on": "{state}, sur {object} ({date})",
    "reservation.instrument": "l’instrument",
    "annex.moves": "Niveaux qui ont changé",
    "moves.caption": "Niveaux actuels et précédents",
    "moves.before": "Auparavant",
    "moves.now": "Maintenant",
    "annex.updates": "Toutes les mises à jour en entier",
    "updates.none": "Il n’y a aucune mise à jour à montrer.",
    "update.meta": "Niveau tel que rapporté par la partie : {level}.",
    "update.meta.source": (
        "Consignée à partir d’une source publique, aucune partie ne l’a saisie ; niveau : {level}."
    ),
    "update.before": "Auparavant : {level}.",
    "update.no_change": "Rapportée sans changement.",
    "update.late": "En retard.",
    "update.unsolicited": "Non sollicitée, et comptée dans aucun taux.",
    "update.period": "Période {period}, révision {revision}, présentée le {date}.",
    "update.channel": "Reçue par {channel} : {document}.",
    "update.channel.plain": "Reçue par {channel}.",
    "update.member_states": "États membres uniquement.",
    "channel.online": "saisie en ligne",
    "channel.note_verbale": "note verbale",
    "channel.mail": "courrier",
    "channel.public_source": "source publique",
    "field.summary": "Résumé",
    "field.progress": "Progrès",
    "field.challenges": "Difficultés",
    "field.next_steps": "Prochaines étapes",
    "field.reason": "Pourquoi c’est sans objet",
    "field.actions": "Mesures de suivi",
    "field.evidence": "Éléments de preuve",
    "annex.sources": "Sources",
    "sources.text": (
        "Texte : {symbol}, {title}, adopté le {date}, {at} ; texte en {language}, SHA-256 {sha256}."
    ),
    "sources.titles": "Le titre en {language} n’a pas été vérifié sur un texte faisant foi.",
    "sources.indicator": "{title} : {source}",
    "sources.update": "{party}, {commitment} : {document}",
    "sources.evidence": (
        "Les éléments de preuve figurent avec chaque mise à jour à l’annexe {annex} : {n}."
    ),
    # Workbook
    "sheet.summary": "Résumé",
    "sheet.matrix": "Matrice",
    "sheet.updates": "Mises à jour",
    "sheet.commitments": "Engagements",
    "sheet.parties": "Parties",
    "sheet.actions": "Mesures",
    "sheet.cooperation": "Coopération",
    "sheet.indicators": "Indicateurs",
    "sheet.definitions": "Définitions",
    "column.party_code": "Code de la partie",
    "column.commitment_code": "Code de l’engagement",
    "column.level": "Niveau (0–4)",
    "column.level_before": "Niveau précédent",
    "column.level_name": "Niveau en mots",
    "column.period": "Période",
    "column.revision": "Révision",
    "column.submitted": "Présentée (UTC)",
    "column.late": "En retard",
    "column.solicited": "Sollicitée",
    "column.channel": "Voie",
    "column.document": "Document",
    "column.visibility": "Visibilité",
    "column.no_change": "Sans changement",
    "column.sample": "Données d’exemple",
    "column.quote": "Mots du texte",
    "column.tracking": "Suivi",
    "column.nature": "Nature",
    "column.themes": "Thèmes",
    "column.theme": "Thème",
    "column.direction": "Demandée ou offerte",
    "column.text": "Texte",
    "column.kind": "Genre",
    "column.name": "Nom",
    "column.starts": "Début",
    "column.overdue": "En retard",
    "column.currency": "Monnaie",
    "column.year": "Année",
    "column.value": "Valeur",
    "column.censored": "Valeur publiée",
    "column.source": "Source",
    "column.licence": "Licence",
    "column.state": "État",
    "column.term": "Terme",
    "yes": "Oui",
    "no": "Non",
    "tracking.per_state": "Par État",
    "tracking.per_body": "Par organe",
    "nature.continuing": "Continu",
    "nature.one_off": "Ponctuel",
    "kind.state": "État membre",
    "kind.body": "Organe",
}

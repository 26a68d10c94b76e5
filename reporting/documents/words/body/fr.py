"""The words of the documents' body in French."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Paragraphs
    "paragraphs": "Les paragraphes du dispositif",
    "paragraphs.intro": (
        "Le texte est cité tel qu’adopté. Les intitulés, les titres des engagements et leur "
        "découpage sont du système de suivi, non de l’Organisation. Les mises à jour figurent par "
        "engagement, puis par niveau rapporté ; les propos de chaque partie sont cités en abrégé, "
        "et son nom mène au texte intégral, avec les éléments de preuve, à l’annexe {annex}. ▲ et "
        "▼ signalent un niveau supérieur ou inférieur au dernier accepté auparavant."
    ),
    "paragraphs.language": (
        "Le système ne dispose du texte qu’en {language} ; il est cité dans cette langue."
    ),
    "paragraphs.none": "Le rapport ne porte sur aucun paragraphe.",
    "paragraph.heading": "Paragraphe {reference} – {headline}",
    "paragraph.text": "Texte adopté (en {language})",
    "paragraph.commitments": "Engagements du paragraphe {reference} et mises à jour par niveau",
    "paragraph.chart": "Paragraphe {reference} : mises à jour attendues, par niveau",
    "paragraph.done": "Ce que les États et les organes ont rapporté",
    "paragraph.done.none": "Aucune mise à jour n’a été présentée.",
    "paragraph.done.received": "Reçues et pas encore examinées : {n} sur {due}.",
    "paragraph.done.awaited": "Attendues, l’échéance n’étant pas passée : {n} sur {due}.",
    "paragraph.done.not_asked": "Aucune mise à jour n’a été demandée.",
    "paragraph.done.of": "{rate} communiquées",
    "paragraph.done.none_due": "rien n’était attendu",
    "paragraph.done.level": "{level}, {n} sur {due}",
    "paragraph.done.withheld": "Présentées, non publiques : {n} sur {due}.",
    "paragraph.evidence": "Éléments de preuve",
    "paragraph.evidence.none": "Aucun élément de preuve n’a été joint.",
    "paragraph.evidence.count": (
        "{n} élément de preuve, dans {updates} mise à jour sur {of}.",
        "{n} éléments de preuve, dans {updates} {updates:mise|mises} à jour sur {of}.",
    ),
    "paragraph.actions": "Mesures de suivi",
    "paragraph.actions.none": "Aucune mesure de suivi n’a été rapportée.",
    "paragraph.actions.caption": "Mesures de suivi relatives au paragraphe {reference}",
    "paragraph.actions.count": (
        "{n} mesure de suivi : {done} {done:achevée|achevées}, {overdue} en retard.",
        "{n} mesures de suivi : {done} {done:achevée|achevées}, {overdue} en retard.",
    ),
    "paragraph.observations": "Observations du secrétariat",
    "commitment": "Engagement",
    "code": "Code",
    "reported": "Présentées",
    "reported.of": "{reported} sur {due}",
    "reported.received": "{rate}, {n} {n:reçue|reçues}",
    "chart.all": "Total",
    "chart.alternative": "Barres empilées des mises à jour par niveau. {rows}",
    "chart.row": "{label} : {parts} ; {due} {due:attendue|attendues}.",
    "chart.part": "{name} {n}",
    "translated.from": "en {language}",
    "translation.official": "traduction en {language} par la partie elle-même",
    "translation.unofficial": "traduction non officielle en {language}",
    "translation.official.from": "traduction de la partie elle-même, original en {language}",
    "translation.unofficial.from": "traduction non officielle, original en {language}",
    "label": "{text} :",
    "source": "Source : {source}",
    # Actions
    "party": "Partie",
    "action": "Mesure",
    "action.commitments": "Engagement",
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
    "duties.intro": (
        (
            "{n} obligation d’un organe : {discharged} consignée comme remplie, {done} rapportée "
            "comme accomplie, {past} échue sans l’un ni l’autre."
        ),
        (
            "{n} obligations d’organes : {discharged} {discharged:consignée comme remplie|"
            "consignées comme remplies}, {done} {done:rapportée comme accomplie|rapportées comme "
            "accomplies}, {past} {past:échue|échues} sans l’un ni l’autre."
        ),
    ),
    "duties.caption": "Obligations des organes",
    "duties.body": "Organe",
    "duties.deadline": "Échéance",
    "duties.deadline.none": "Sans échéance",
    "duties.deadline.unknown": "Date inconnue",
    "duties.against": "Au regard de l’échéance",
    "duties.ahead": "Pas encore échue",
    "duties.met": "Respectée",
    "duties.past": "Échéance dépassée",
    "duties.stands": "Tel que rapporté",
    "duties.discharged": "Exécution",
    "duties.discharged.on": "{date} : {basis}",
    "duties.discharged.not": "Non consignée",
    "duties.rubric.pending": "En attente",
    "duties.rubric.under_way": "En cours",
    "duties.rubric.done": "Fait",
    "duties.rubric.not_applicable": "Sans objet",
    "duties.rubric.withheld": "Communiquée, non publique",
    "duties.rubric.received": "Reçue, pas encore examinée",
    "duties.rubric.awaited": "Attendue",
    "duties.rubric.not_reported": "Non communiquée",
    "duties.rubric.": "Non demandée",
    "duties.said": "Ce qui a été rapporté",
    # Silent
    "silent": "Mises à jour non encore reçues",
    "silent.missing.count": (
        "{n} mise à jour sur {due} n’a pas été reçue.",
        "{n} mises à jour sur {due} n’ont pas été reçues.",
    ),
    "silent.intro": (
        ("Elle est attendue de {n} des {of} parties invitées à faire rapport."),
        ("Elles sont attendues de {n} des {of} parties invitées à faire rapport."),
    ),
    "silent.awaited": (
        "{n} sur {due} est attendue, l’échéance n’étant pas passée.",
        "{n} sur {due} sont attendues, l’échéance n’étant pas passée.",
    ),
    "silent.received": (
        "{n} a été reçue et n’a pas encore été examinée.",
        "{n} ont été reçues et n’ont pas encore été examinées.",
    ),
    "silent.withheld": (
        ("{n} a été communiquée et n’est pas publique ; elle n’est plus attendue."),
        ("{n} ont été communiquées et ne sont pas publiques ; elles ne sont plus attendues."),
    ),
    "silent.undecided": (
        "La participation des parties suivantes n’est pas décidée ; rien n’est compté comme "
        "attendu d’elles : {names}."
    ),
    "silent.nobody": "Toutes les mises à jour attendues ont été présentées : {due} sur {due}.",
    "silent.none_due": "Aucune mise à jour n’était attendue.",
    "silent.caption": "Mises à jour attendues et non reçues",
    "silent.missing": "Engagements sans mise à jour",
    "silent.all": "tous ({n})",
    # Cooperation
    "cooperation": "Coopération demandée et offerte",
    "cooperation.none": "Aucune coopération n’a été demandée ni offerte.",
    "cooperation.counts": ("{needed} {needed:demande|demandes}, {offered} {offered:offre|offres}"),
    "cooperation.matched": "Demandée et offerte : rapprochements possibles",
    "cooperation.matched.count": (
        "Sur {n} {n:thème|thèmes} parmi {of}, une partie demande ce qu’une autre offre."
    ),
    "cooperation.theme": "{theme} : {counts}",
    "cooperation.needed": "Demandée",
    "cooperation.needed.alone": "Demandée, et offerte par aucune autre partie",
    "cooperation.needed.count": ("{n} demande", "{n} demandes"),
    "cooperation.offered": "Offerte",
    "cooperation.offered.alone": "Offerte, et demandée par aucune autre partie",
    "cooperation.offered.count": ("{n} offre", "{n} offres"),
    # Indicators
    "indicators": "Indicateurs",
    "indicators.intro": (
        "Séries publiées par des tiers, présentées pour le contexte, chacune dans une figure sous "
        "le premier paragraphe auquel elle se rattache. Elles mesurent plus que ce qu’une partie a "
        "fait au titre d’un instrument, et les pays comptent différemment : chaque pays est à "
        "comparer à lui-même, jamais à un autre."
    ),
    "indicators.held": (
        "Le système dispose de valeurs pour {n} {n:indicateur|indicateurs} sur {of}."
    ),
    "indicators.all": "Indicateurs rattachés aux paragraphes de ce rapport",
    "indicators.heading": "Indicateur {code} – {title}",
    "indicators.elsewhere": "Indicateurs présentés ailleurs :",
    "indicators.purpose": (
        "{commitments:Se rattache à l’engagement|Se rattache aux engagements} {codes} ; présenté "
        "pour {paragraphs:le paragraphe|les paragraphes} {references}."
    ),
    "indicators.purpose.plain": (
        "{paragraphs:Se rattache au paragraphe|Se rattache aux paragraphes} {references}."
    ),
    "indicators.missing": "Sans valeur : {names}.",
    "indicators.censored": (
        "Les valeurs publiées comme une simple borne, par exemple « <5 », ne sont pas tracées ; "
        "elles figurent dans le classeur."
    ),
    "indicators.alternative": (
        "Une petite courbe pour {n} État. {values}",
        "Une petite courbe pour chacun des {n} États. {values}",
    ),
    "indicators.value": "{state} {first} en {first_year}, {last} en {last_year}",
    "indicators.point": "{state} {last} en {last_year}",
    "indicators.caption": (
        "{title}, de {first} à {last}. Les années sont les mêmes pour tous ; la hauteur de chaque "
        "courbe va de sa propre valeur minimale à sa propre valeur maximale : les hauteurs ne se "
        "comparent pas entre États"
    ),
    "indicators.caption.one": "{title}, de {first} à {last}",
    "indicators.source": "Source : {source}. Licence : {licence}.",
    "indicators.source.only": "Source : {source}.",
    "indicator": "Indicateur",
    "indicators.unit": "Unité",
    "indicators.paragraphs": "Paragraphes",
    "indicators.values": "Valeurs disponibles",
    "indicators.values.none": "aucune",
    "indicators.values.held": ("{years}, {n} État", "{years}, {n} États"),
    # Units, by how the catalogue writes them
    "unit.% growth": "% de croissance",
    "unit.per 100,000": "pour 100 000",
    "unit.yes/no per state": "oui/non par État",
    "unit.yes/no": "oui/non",
    "unit.recorded offences per 100,000": "infractions enregistrées pour 100 000",
    "unit.series": "séries",
    "unit.rate or %": "taux ou %",
}

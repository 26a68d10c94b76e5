"""The words of the front in French."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Cover
    "title.unofficial": "{title} (titre non officiel)",
    "cover.text": "Le texte de l’instrument est cité en {language}, seule langue disponible ici.",
    "cover.check": (
        "Pour vérifier un fichier de ce rapport, soumettez-le, ou indiquez son SHA-256 ou la somme "
        "de contrôle ci-dessus, à la page « Vérifier un fichier » du système."
    ),
    # The secretariat's words
    "cover_note": "Note d’accompagnement",
    "foreword": "Avant-propos",
    "editorial.by": "Texte du secrétariat. Il ne modifie aucun des chiffres de ce rapport.",
    "editorial.language": "Ce texte n’est disponible qu’en {language}.",
    # Another report
    "report.named": "le rapport {symbol}, situation au {as_of}",
    "report.unnamed": "le rapport présentant la situation au {as_of}",
    "report.checksum": "SHA-256 du jeu de données de ce rapport : {sha256}",
    # Correction
    "correction": "Révision {revision} : ce qui a changé",
    "correction.of": "Le présent document corrige {report}.",
    "correction.reason": "Motif",
    "correction.changes": "Ce qui a changé",
    "correction.nothing": "Aucun niveau et aucun mot des parties n’a changé.",
    # Summary
    "summary": "Résumé",
    "who.states": "{n} {n:État membre|États membres}",
    "who.bodies": "{n} {n:organe|organes}",
    "who.both": "{states} et {bodies}",
    "rate": "{reported} sur {due} ({percent})",
    "rate.none": "aucune n’était attendue",
    "scope.cycle": "ce cycle ({periods})",
    "scope.cycle.short": "Ce cycle",
    "scope.cycle.before": "le cycle jusqu’à la {session} session ordinaire ({periods})",
    "scope.cycle.before.short": "Cycle précédent",
    "summary.head": (
        "Sur {due} {due:mise à jour attendue|mises à jour attendues}, {reported} {reported:a été "
        "présentée|ont été présentées} ({percent})."
    ),
    "summary.head.none": (
        "Sur {due} {due:mise à jour attendue|mises à jour attendues}, aucune n’a été présentée."
    ),
    "summary.head.nothing": "Aucune mise à jour n’était attendue.",
    "summary.parties": (
        "{owing} {of:a été invité|ont été invités} à présenter des mises à jour ; {some} en "
        "{n:a|ont} présenté au moins une."
    ),
    "summary.parties.none": (
        "{owing} {of:a été invité|ont été invités} à présenter des mises à jour ; aucune n’a "
        "encore été acceptée."
    ),
    "summary.late": (
        "Sur {reported} {reported:présentée|présentées}, {n} {n:est arrivée|sont arrivées} après "
        "l’échéance."
    ),
    "summary.withheld": (
        (
            "{n} de celles présentées n’est pas publique : elle compte comme présentée et son "
            "niveau n’est pas montré."
        ),
        (
            "{n} de celles présentées ne sont pas publiques : elles comptent comme présentées et "
            "leur niveau n’est pas montré."
        ),
    ),
    "summary.received": (
        "En outre, {n} a été reçue et n’a pas encore été examinée.",
        ("En outre, {n} ont été reçues et n’ont pas encore été examinées."),
    ),
    "summary.awaited": "Encore attendues : {n}, dont en retard : {overdue}.",
    "summary.before": "Communiquées – {scope} : {now} ; {before} : {rate}.",
    "summary.before.none": "Il n’y a pas de période antérieure à laquelle comparer.",
    "summary.before.none.cycle": "Il n’y a pas de cycle antérieur auquel comparer.",
    "summary.undecided": (
        ("La participation de {names} n’est pas décidée : elle n’est comptée dans aucun taux."),
        ("La participation de {names} n’est pas décidée : elles ne sont comptées dans aucun taux."),
    ),
    "summary.levels": "Niveaux – {scope} et {before}",
    "summary.levels.now": "Niveaux – {scope}",
    "summary.share": "Part des attendues",
    "summary.due": "Attendues",
    "summary.chart": "Mises à jour attendues, par niveau",
    "summary.moved": "Ce qui a changé",
    "summary.moved.of": (
        "Sur {of} {of:mise à jour|mises à jour} ayant un niveau et une mise à jour acceptée "
        "antérieure avec un niveau, {up} {up:a|ont} augmenté, {down} {down:a|ont} baissé et "
        "{same} {same:est restée|sont restées} au même niveau. Chacune est comparée à la mise"
        " à jour acceptée précédente de sa propre partie, d’une période antérieure."
    ),
    "summary.moved.incomparable": (
        "Aucun niveau ne peut être comparé : aucune mise à jour n’a de mise à jour acceptée "
        "antérieure avec un niveau."
    ),
    "summary.moved.none": (
        "Aucun niveau ne diffère de celui de la mise à jour acceptée précédente de la partie."
    ),
    "summary.moved.since": (
        "Depuis le dernier rapport, situation au {as_of} : {raised} {raised:niveau|niveaux} en "
        "hausse, {lowered} en baisse ; {new} {new:nouvelle mise|nouvelles mises} à jour, {gone} "
        "qui {gone:n’est plus présentée|ne sont plus présentées}."
    ),
    "summary.out": "Ce qui ressort",
    "summary.out.least": (
        "Le moins rapporté : {names}, avec {reported} {reported:mise|mises} à jour "
        "sur {due} ({percent})."
    ),
    "summary.out.high": (
        "Le plus souvent au niveau substantiel ou complet : {names}, dans {n} {n:mise|mises} à "
        "jour sur {due} {due:attendue|attendues} ({percent})."
    ),
    "summary.out.silent": (
        "Sur {owing} invités à présenter des mises à jour, {silent} n’en {n:a|ont} encore "
        "présenté aucune."
    ),
    "summary.out.overdue": (
        "Sur {of} {of:mesure|mesures} de suivi, {n} {n:est échue et non achevée|sont échues et non "
        "achevées}."
    ),
    "summary.out.duties": (
        "Sur {of} {of:obligation|obligations} d’organes, {n} {n:est échue et non remplie|sont "
        "échues et non remplies}."
    ),
    "summary.out.needed": "La coopération a été demandée {needed} fois.",
    "summary.out.offered": "La coopération a été offerte {offered} fois.",
    "summary.out.nothing": "Rien n’a été rapporté.",
    "paragraph.name": "paragraphe {reference}",
    "paragraph.names": ("le paragraphe {names}", "les paragraphes {names}"),
    # States
    "states": "Les États et les organes, et où les trouver",
    "states.intro": (
        "Chacun par son nom, le nombre de ses mises à jour attendues qui ont été présentées et ce "
        "sur quoi il a rapporté. Toutes les mises à jour figurent en entier à l’annexe {annex}."
    ),
    "states.caption": "Où figure chaque partie dans ce rapport",
    "states.paragraphs": "Paragraphes sur lesquels elle a rapporté",
    "states.commitments": "Engagements sur lesquels elle a rapporté",
    "states.withheld": "non public",
    # What moved
    "since": "Ce qui a changé",
    "since.with": "Comparaison avec {report}, le dernier de ce type à avoir été diffusé.",
    "since.rates": (
        "Mises à jour communiquées parmi celles attendues : {before} au {then} ; {rate} au {as_of}."
    ),
    "since.first": (
        "Aucun rapport de ce type n’a été publié auparavant. Les niveaux sont comparés à ceux"
        " de la mise à jour acceptée précédente de chaque partie sur le même engagement, "
        "d’une période antérieure."
    ),
    "since.nothing": "Rien n’a changé.",
    "since.levels": "Niveaux en hausse et en baisse, par partie : antérieur → postérieur",
    "change.raised": "En hausse ({n})",
    "change.lowered": "En baisse ({n})",
    "change.reported": "Nouvellement présentées ({n})",
    "change.unreported": "Plus présentées ({n})",
    "change.now_applicable": "Un niveau là où l’engagement ne s’appliquait pas ({n})",
    "change.now_not_applicable": "Sans objet là où il y avait un niveau ({n})",
    "change.reworded": "Nouvelle formulation, même niveau ({n})",
    "change.asked": "Nouvellement attendues ({n})",
    "change.not_asked": "Plus attendues ({n})",
    "change.duties": "Obligations d’organes dont la situation a changé ({n})",
    "change.actions_new": "Mesures de suivi nouvelles ({n})",
    "change.actions_done": "Mesures de suivi achevées depuis ({n})",
    "change.actions_overdue": "Mesures de suivi échues depuis ({n})",
    # Trend
    "trend": "Toutes les périodes",
    "trend.words": (
        "De {first} à {last}, la part des mises à jour attendues qui ont été présentées est passée "
        "de {before} à {now} ; celle du niveau substantiel ou complet, de {high_before} à "
        "{high_now}."
    ),
    "trend.note": (
        "Chaque période est comptée à part, à la date de ce rapport. Un rapport sur plusieurs "
        "périodes retient la dernière mise à jour de toutes ; son propre compte peut donc être "
        "plus élevé."
    ),
    "trend.one": (
        "Une seule période est enregistrée, {period} : {rate}. Il en faut deux pour une tendance."
    ),
    "trend.none": "Aucune période avec des mises à jour attendues n’est enregistrée.",
    "trend.chart": "Mises à jour attendues par niveau, en part de chaque période",
    "trend.alternative": (
        "Colonnes empilées des mises à jour attendues par niveau, une par période. {rows}"
    ),
    "trend.row": (
        "{period} : {reported} sur {due} {reported:présentée|présentées}, dont {high} au niveau "
        "substantiel ou complet."
    ),
    "trend.table": "Mises à jour attendues par niveau et par période",
    "trend.period": "Période",
    "trend.sample": "{period} (exemple)",
}

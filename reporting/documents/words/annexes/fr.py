"""The words of the documents' annexes in French."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Annexes
    "annex": "Annexe {letter}. {title}",
    "annex.method": "Méthode",
    "method.counts": (
        "Un taux compte une mise à jour pour chaque engagement qui s’adresse à une partie de "
        "la liste et dont elle ne s’est pas acquittée ; ce nombre figure à côté. Les autres "
        "mises à jour sont volontaires : elles sont montrées et ne sont comptées dans aucun "
        "taux."
    ),
    "method.outcomes": (
        "Chacune de ces mises à jour compte pour une seule chose : communiquée (acceptée), "
        "reçue (présentée et pas encore examinée ; elle ne montre rien et a son propre "
        "nombre), attendue (rien n’a été présenté et la période n’est pas terminée ; en "
        "retard une fois l’échéance passée) ou non communiquée (la période s’est terminée "
        "sans que rien ne soit présenté)."
    ),
    "method.latest": (
        "Pour chacune, le rapport retient la dernière mise à jour acceptée dans les périodes "
        "couvertes, au {as_of}. Acceptée veut dire complète et en règle, non approuvée."
    ),
    "method.levels": (
        "Les niveaux sont ce qu’une partie dit d’elle-même. Si le système a consigné une mise à "
        "jour à partir d’une source publique, elle le dit."
    ),
    "method.late": (
        "En retard veut dire présentée pour la première fois après l’échéance de la période ; ce "
        "qui est en retard compte néanmoins comme présenté."
    ),
    "method.median": (
        "Le niveau d’un paragraphe est la médiane inférieure des niveaux de ses engagements, dès "
        "que la moitié d’entre eux est rapportée ; les nombres par niveau figurent à côté."
    ),
    "method.moves": (
        "Un niveau est comparé à celui de la mise à jour acceptée précédente de la partie sur"
        " le même engagement, d’une période antérieure à la sienne. Ce qui n’a pas de réponse"
        " antérieure n’entre dans aucune comparaison. Le niveau d’un paragraphe est comparé "
        "sur les engagements qui ont les deux."
    ),
    "method.compared": (
        "Les chiffres d’un rapport sur une période sont comparés à ceux de la période "
        "précédente, ceux d’un rapport sur un cycle à ceux du cycle précédent, tous au moment"
        " du rapport."
    ),
    "method.trend": (
        "Dans l’évolution, chaque période est comptée à part, au même moment que le rapport ; la "
        "comparaison avec le dernier rapport se fait avec le jeu de données figé de celui-ci."
    ),
    "method.rounding": (
        "Les pourcentages sont arrondis à une décimale ; 0,0 % et 100,0 % ne figurent que s’ils "
        "sont exacts."
    ),
    "method.undecided": (
        "Une partie dont la participation n’est pas décidée n’est comptée dans aucun taux ; "
        "quiconque est hors de la liste peut présenter des mises à jour volontaires."
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
    "method.translations": (
        "Chaque traduction figure sous ce qu’elle traduit et indique si elle est de la partie ; "
        "toutes les autres sont non officielles."
    ),
    "method.indicators": (
        "Les indicateurs sont des valeurs publiées par des tiers jusqu’à la dernière année "
        "entière avant la date du rapport, pour la population entière ; les sources figurent à "
        "l’annexe {annex}."
    ),
    "method.checksum": (
        "Tous les nombres viennent d’un seul jeu de données figé, dont la somme de contrôle "
        "SHA-256 est {sha256}."
    ),
    "method.check": (
        "Pour vérifier un fichier, le déposer, ou cette somme de contrôle, sur la page « "
        "Vérifier un fichier » du système (reports/check) : elle dit de quel rapport il s’agit."
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
    "decision.undecided": "Non tranchée",
    "decision.": "–",
    "standing.participating": "Participe",
    "standing.suspended": "Suspendue",
    "standing.excluded": "Exclue",
    "standing.not_participating": "Ne participe pas",
    "standing.withdrawing": "Retrait en cours",
    "standing.withdrawn": "Retrait effectif",
    "standing.disputed": "Contestée",
    "total": "Total",
    "annex.reservations": "Réserves",
    "reservations.none": "Aucune réserve n’est consignée.",
    "reservation.on": "{state}, sur {object} ({date})",
    "reservation.instrument": "l’instrument",
    "annex.moves": "Niveaux qui ont changé",
    "moves.caption": "Niveaux qui diffèrent de la mise à jour acceptée précédente",
    "annex.updates": "Toutes les mises à jour en entier",
    "updates.none": "Il n’y a aucune mise à jour à montrer.",
    "updates.intro": (
        "{n} mise à jour, dans les mots de sa partie.",
        ("{n} mises à jour, par engagement, puis par nom de partie, dans les mots de chacune."),
    ),
    "translation.of": "{field} – {translation}",
    "update.meta": "Niveau tel que rapporté par la partie : {level}.",
    "update.meta.source": (
        "Consignée à partir d’une source publique, aucune partie ne l’a saisie ; niveau : {level}."
    ),
    "update.before": "Précédemment : {level}.",
    "update.no_change": "Rapportée sans changement.",
    "update.late": "En retard.",
    "update.unsolicited": "Volontaire (non comptée dans les taux).",
    "update.undecided": "Statut non décidé (non comptée dans les taux).",
    "update.period": "Période {period}, révision {revision}, présentée le {date}.",
    "update.channel": "Voie : {channel} ({document}).",
    "update.channel.plain": "Voie : {channel}.",
    "update.member_states": "États membres uniquement.",
    "channel.online": "saisie en ligne",
    "channel.note_verbale": "note verbale",
    "channel.mail": "courrier",
    "channel.public_source": "source publique",
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
}

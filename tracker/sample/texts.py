"""Invented texts in the four languages. Each says first that it is a sample."""

from __future__ import annotations

from typing import Final

# By party; every other state writes in English.
SPANISH: Final = frozenset(
    "ARG BOL CHL COL CRI CUB DOM ECU GTM HND MEX NIC PAN PER PRY SLV URY VEN".split()
)
LANGUAGE: Final = dict.fromkeys(SPANISH, "es") | {"BRA": "pt", "HTI": "fr"}

SUMMARY: Final = {
    "en": {
        0: "Sample text. No measure on “{title}” has begun in this period.",
        1: "Sample text. A working group has been set up on “{title}”; its mandate is being drafted.",
        2: "Sample text. Measures on “{title}” are in force in part of the country.",
        3: "Sample text. Measures on “{title}” reach most of the population; results are monitored.",
        4: "Sample text. Measures on “{title}” are complete, funded, and their results published.",
    },
    "es": {
        0: "Texto de muestra. En este período no se ha iniciado ninguna medida sobre «{title}».",
        1: "Texto de muestra. Se ha creado un grupo de trabajo sobre «{title}»; se redacta su mandato.",
        2: "Texto de muestra. Las medidas sobre «{title}» rigen en una parte del territorio.",
        3: "Texto de muestra. Las medidas sobre «{title}» llegan a la mayor parte de la población.",
        4: "Texto de muestra. Las medidas sobre «{title}» están completas, financiadas y publicadas.",
    },
    "fr": {
        0: "Texte fictif. Aucune mesure n’a été engagée sur « {title} » au cours de la période.",
        1: "Texte fictif. Un groupe de travail sur « {title} » a été créé ; son mandat est à l’étude.",
        2: "Texte fictif. Des mesures sur « {title} » sont en vigueur dans une partie du pays.",
        3: "Texte fictif. Les mesures sur « {title} » touchent la plus grande partie de la population.",
        4: "Texte fictif. Les mesures sur « {title} » sont complètes, financées et publiées.",
    },
    "pt": {
        0: "Texto de exemplo. Nenhuma medida sobre “{title}” foi iniciada neste período.",
        1: "Texto de exemplo. Foi criado um grupo de trabalho sobre “{title}”; o mandato está em redação.",
        2: "Texto de exemplo. As medidas sobre “{title}” vigoram em parte do território.",
        3: "Texto de exemplo. As medidas sobre “{title}” alcançam a maior parte da população.",
        4: "Texto de exemplo. As medidas sobre “{title}” estão completas, financiadas e publicadas.",
    },
}
PROGRESS: Final = {
    "en": (
        "Sample text. Two workshops were held with local authorities, and a baseline was drawn up.",
        "Sample text. The inter-institutional committee met three times and approved a work plan.",
        "Sample text. A pilot was completed in four municipalities and is being evaluated.",
    ),
    "es": (
        "Texto de muestra. Se celebraron dos talleres con autoridades locales y se elaboró una línea de base.",
        "Texto de muestra. El comité interinstitucional se reunió tres veces y aprobó un plan de trabajo.",
        "Texto de muestra. Concluyó un plan piloto en cuatro municipios, que ahora se evalúa.",
    ),
    "fr": (
        "Texte fictif. Deux ateliers ont réuni les autorités locales et un état initial a été dressé.",
        "Texte fictif. Le comité interinstitutionnel s’est réuni trois fois et a adopté un plan de travail.",
        "Texte fictif. Un projet pilote s’est achevé dans quatre communes ; son évaluation est en cours.",
    ),
    "pt": (
        "Texto de exemplo. Foram realizadas duas oficinas com autoridades locais e traçada uma linha de base.",
        "Texto de exemplo. O comitê interinstitucional reuniu-se três vezes e aprovou um plano de trabalho.",
        "Texto de exemplo. Um projeto-piloto foi concluído em quatro municípios e está em avaliação.",
    ),
}
CHALLENGES: Final = {
    "en": "Sample text. Data are scattered among institutions, and trained staff are few.",
    "es": "Texto de muestra. Los datos están dispersos entre instituciones y falta personal capacitado.",
    "fr": "Texte fictif. Les données sont dispersées et le personnel formé est peu nombreux.",
    "pt": "Texto de exemplo. Os dados estão dispersos entre instituições e há pouco pessoal capacitado.",
}
NEXT_STEPS: Final = {
    "en": "Sample text. Extend the measure to two more regions and publish the first results.",
    "es": "Texto de muestra. Extender la medida a dos regiones más y publicar los primeros resultados.",
    "fr": "Texte fictif. Étendre la mesure à deux autres régions et publier les premiers résultats.",
    "pt": "Texto de exemplo. Estender a medida a mais duas regiões e publicar os primeiros resultados.",
}
NOT_APPLICABLE: Final = {
    "en": "Sample text. The matter is governed at another level of government.",
    "es": "Texto de muestra. La materia corresponde a otro nivel de gobierno.",
    "fr": "Texte fictif. La matière relève d’un autre niveau de gouvernement.",
    "pt": "Texto de exemplo. A matéria compete a outro nível de governo.",
}
NEEDED: Final = {
    "en": "Sample text. Training for analysts and for managers of programs.",
    "es": "Texto de muestra. Capacitación de analistas y de responsables de programas.",
    "fr": "Texte fictif. Formation d’analystes et de responsables de programmes.",
    "pt": "Texto de exemplo. Capacitação de analistas e de gestores de programas.",
}
OFFERED: Final = {
    "en": "Sample text. Exchange of experience, and visits to programs under way.",
    "es": "Texto de muestra. Intercambio de experiencias y visitas a programas en curso.",
    "fr": "Texte fictif. Échange d’expériences et visites de programmes en cours.",
    "pt": "Texto de exemplo. Intercâmbio de experiências e visitas a programas em andamento.",
}
RETURNED: Final = {
    "en": "Sample comment. Please say which regions the measure reaches.",
    "es": "Comentario de muestra. Sírvase indicar a qué regiones llega la medida.",
    "fr": "Commentaire fictif. Veuillez préciser les régions que la mesure concerne.",
    "pt": "Comentário de exemplo. Queira indicar quais regiões a medida alcança.",
}
EVIDENCE: Final = {
    "en": "Sample document: plan of work",
    "es": "Documento de muestra: plan de trabajo",
    "fr": "Document fictif : plan de travail",
    "pt": "Documento de exemplo: plano de trabalho",
}
ACTION: Final = {
    "en": ("Sample: law under study", "Sample: program in pilot regions", "Sample: training"),
    "es": (
        "Muestra: ley en estudio",
        "Muestra: programa en regiones piloto",
        "Muestra: capacitación",
    ),
    "fr": (
        "Fictif : loi à l’étude",
        "Fictif : programme en régions pilotes",
        "Fictif : formation",
    ),
    "pt": (
        "Exemplo: lei em estudo",
        "Exemplo: programa em regiões-piloto",
        "Exemplo: capacitação",
    ),
}
MILESTONES: Final = {
    "en": ("Sample: plan approved", "Sample: first results"),
    "es": ("Muestra: plan aprobado", "Muestra: primeros resultados"),
    "fr": ("Fictif : plan adopté", "Fictif : premiers résultats"),
    "pt": ("Exemplo: plano aprovado", "Exemplo: primeiros resultados"),
}


def language_of(party: str, commitment: str) -> str:
    """Return the language of a sample text of this party; Canada has texts in two."""
    if party == "CAN":
        return "fr" if sum(map(ord, commitment)) % 2 else "en"
    return LANGUAGE.get(party, "en")

"""The words of the documents' body in Spanish."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Paragraphs
    "paragraphs": "Los párrafos dispositivos",
    "paragraphs.intro": (
        "El texto se cita tal como fue aprobado. Los encabezamientos, los títulos de los "
        "compromisos y su división son del sistema de seguimiento, no de la Organización. Las "
        "actualizaciones figuran por compromiso y luego por nivel informado; las palabras de cada "
        "parte se citan abreviadas, y su nombre lleva al texto íntegro, con los medios de "
        "verificación, en el anexo {annex}. ▲ y ▼ señalan un nivel superior o inferior al último "
        "aceptado antes."
    ),
    "paragraphs.language": (
        "El sistema solo dispone del texto en {language}; se cita en ese idioma."
    ),
    "paragraphs.none": "El informe no abarca ningún párrafo.",
    "paragraph.heading": "Párrafo {reference} – {headline}",
    "paragraph.text": "Texto aprobado (en {language})",
    "paragraph.commitments": "Compromisos del párrafo {reference} y actualizaciones por nivel",
    "paragraph.chart": "Párrafo {reference}: actualizaciones debidas, por nivel",
    "paragraph.done": "Qué informaron los Estados y los órganos",
    "paragraph.done.none": "No se presentó ninguna actualización.",
    "paragraph.done.received": "Recibidas y aún sin revisar: {n} de {due}.",
    "paragraph.done.awaited": "Pendientes y aún no vencidas: {n} de {due}.",
    "paragraph.done.not_asked": "No se solicitó ninguna actualización.",
    "paragraph.done.of": "{rate} informadas",
    "paragraph.done.none_due": "nada se había solicitado",
    "paragraph.done.level": "{level}, {n} de {due}",
    "paragraph.done.withheld": "Informadas, no públicas: {n} de {due}.",
    "paragraph.evidence": "Medios de verificación",
    "paragraph.evidence.none": "No se adjuntaron medios de verificación.",
    "paragraph.evidence.count": (
        "{n} medio de verificación, en {updates} de {of} {of:actualización|actualizaciones}.",
        "{n} medios de verificación, en {updates} de {of} {of:actualización|actualizaciones}.",
    ),
    "paragraph.actions": "Acciones de seguimiento",
    "paragraph.actions.none": "No se informó ninguna acción de seguimiento.",
    "paragraph.actions.caption": "Acciones de seguimiento relativas al párrafo {reference}",
    "paragraph.actions.count": (
        (
            "{n} acción de seguimiento: {done} {done:concluida|concluidas}, {overdue} "
            "{overdue:vencida|vencidas}."
        ),
        (
            "{n} acciones de seguimiento: {done} {done:concluida|concluidas}, {overdue} "
            "{overdue:vencida|vencidas}."
        ),
    ),
    "paragraph.observations": "Observaciones de la secretaría",
    "commitment": "Compromiso",
    "code": "Código",
    "reported": "Informadas",
    "reported.of": "{reported} de {due}",
    "reported.received": "{rate}, {n} {n:recibida|recibidas}",
    "chart.all": "Total",
    "chart.alternative": "Barras apiladas de actualizaciones por nivel. {rows}",
    "chart.row": "{label}: {parts}; {due} {due:debida|debidas}.",
    "chart.part": "{name} {n}",
    "translated.from": "en {language}",
    "translation.official": "traducción al {language} de la propia parte",
    "translation.unofficial": "traducción no oficial al {language}",
    "translation.official.from": "traducción de la propia parte, original en {language}",
    "translation.unofficial.from": "traducción no oficial, original en {language}",
    "label": "{text}:",
    "source": "Fuente: {source}",
    # Actions
    "party": "Parte",
    "action": "Acción",
    "action.commitments": "Compromiso",
    "action.kind": "Tipo",
    "action.status": "Situación",
    "action.due": "Fecha límite",
    "action.percent": "Avance",
    "action.overdue": "vencida",
    "action.cost": "Costo",
    "kind.law": "Ley",
    "kind.policy": "Política",
    "kind.programme": "Programa",
    "kind.institution": "Institución",
    "kind.training": "Capacitación",
    "kind.cooperation": "Cooperación",
    "kind.budget": "Presupuesto",
    "status.planned": "Prevista",
    "status.under_way": "En curso",
    "status.done": "Concluida",
    "status.suspended": "Suspendida",
    "status.abandoned": "Abandonada",
    # Duties
    "duties": "Deberes de los órganos y sus plazos",
    "duties.intro": (
        (
            "{n} deber de un órgano: {discharged} con cumplimiento registrado, {done} informado "
            "como hecho, {past} con plazo vencido y sin lo uno ni lo otro."
        ),
        (
            "{n} deberes de órganos: {discharged} con cumplimiento registrado, {done} "
            "{done:informado como hecho|informados como hechos}, {past} con plazo vencido y sin lo "
            "uno ni lo otro."
        ),
    ),
    "duties.caption": "Deberes de los órganos",
    "duties.body": "Órgano",
    "duties.deadline": "Plazo",
    "duties.deadline.none": "Sin plazo",
    "duties.deadline.unknown": "Fecha no conocida",
    "duties.against": "Respecto del plazo",
    "duties.ahead": "Aún no vence",
    "duties.met": "Cumplido a tiempo",
    "duties.past": "Plazo vencido",
    "duties.stands": "Según lo informado",
    "duties.discharged": "Cumplimiento",
    "duties.discharged.on": "{date}: {basis}",
    "duties.discharged.not": "No consta",
    "duties.rubric.pending": "Pendiente",
    "duties.rubric.under_way": "En curso",
    "duties.rubric.done": "Concluido",
    "duties.rubric.not_applicable": "No aplicable",
    "duties.rubric.withheld": "Informada, no pública",
    "duties.rubric.received": "Recibida, aún sin revisar",
    "duties.rubric.awaited": "Pendiente",
    "duties.rubric.not_reported": "No informada",
    "duties.rubric.": "No solicitada",
    "duties.said": "Qué se informó",
    # Silent
    "silent": "Actualizaciones aún no recibidas",
    "silent.missing.count": (
        ("No se ha recibido {n} de {due} {due:actualización prevista|actualizaciones previstas}."),
        ("No se han recibido {n} de {due} {due:actualización prevista|actualizaciones previstas}."),
    ),
    "silent.intro": (
        ("Está pendiente de {n} de {of} {of:parte invitada|partes invitadas} a informar."),
        ("Están pendientes de {n} de {of} {of:parte invitada|partes invitadas} a informar."),
    ),
    "silent.awaited": (
        "Está pendiente y aún no ha vencido {n} de {due}.",
        "Están pendientes y aún no han vencido {n} de {due}.",
    ),
    "silent.received": (
        "Se ha recibido y aún no se ha revisado {n}.",
        "Se han recibido y aún no se han revisado {n}.",
    ),
    "silent.withheld": (
        "Se informó {n} que no es pública; no está pendiente.",
        "Se informaron {n} que no son públicas; no están pendientes.",
    ),
    "silent.undecided": (
        "No está decidido si participan los siguientes; nada se cuenta como pendiente de "
        "ellos: {names}."
    ),
    "silent.nobody": "Se informaron todas las actualizaciones debidas: {due} de {due}.",
    "silent.none_due": "No se debía ninguna actualización.",
    "silent.caption": "Actualizaciones previstas y no recibidas",
    "silent.missing": "Compromisos sin actualización",
    "silent.all": "todos ({n})",
    # Cooperation
    "cooperation": "Cooperación solicitada y ofrecida",
    "cooperation.none": "No se solicitó ni se ofreció cooperación.",
    "cooperation.counts": (
        "{needed} {needed:solicitud|solicitudes}, {offered} {offered:ofrecimiento|ofrecimientos}"
    ),
    "cooperation.matched": "Solicitada y ofrecida: posibles coincidencias",
    "cooperation.matched.count": (
        "En {n} de {of} {of:tema|temas}, una parte solicita lo que otra ofrece."
    ),
    "cooperation.theme": "{theme}: {counts}",
    "cooperation.needed": "Solicitada",
    "cooperation.needed.alone": "Solicitada y no ofrecida por otra parte",
    "cooperation.needed.count": ("{n} solicitud", "{n} solicitudes"),
    "cooperation.offered": "Ofrecida",
    "cooperation.offered.alone": "Ofrecida y no solicitada por otra parte",
    "cooperation.offered.count": ("{n} ofrecimiento", "{n} ofrecimientos"),
    # Indicators
    "indicators": "Indicadores",
    "indicators.intro": (
        "Series publicadas por terceros, que se muestran como contexto, cada una en una figura "
        "bajo el primer párrafo con el que se vincula. Miden más que lo hecho por una parte en "
        "virtud de un instrumento, y los países cuentan de modos distintos: compárese cada país "
        "consigo mismo, nunca con otro."
    ),
    "indicators.held": ("El sistema tiene valores de {n} de {of} {of:indicador|indicadores}."),
    "indicators.all": "Indicadores vinculados a los párrafos de este informe",
    "indicators.heading": "Indicador {code} – {title}",
    "indicators.elsewhere": "Indicadores que se muestran en otro lugar:",
    "indicators.purpose": (
        "{commitments:Vinculado al compromiso|Vinculado a los compromisos} {codes}; se muestra "
        "para {paragraphs:el párrafo|los párrafos} {references}."
    ),
    "indicators.purpose.plain": (
        "{paragraphs:Vinculado al párrafo|Vinculado a los párrafos} {references}."
    ),
    "indicators.missing": "No hay valores de {names}.",
    "indicators.censored": (
        "Los valores publicados solo como límite, por ejemplo «<5», no se dibujan; figuran en el "
        "libro de cálculo."
    ),
    "indicators.alternative": (
        "Un pequeño gráfico de líneas de {n} Estado. {values}",
        "Un pequeño gráfico de líneas por cada uno de {n} Estados. {values}",
    ),
    "indicators.value": "{state} {first} en {first_year}, {last} en {last_year}",
    "indicators.point": "{state} {last} en {last_year}",
    "indicators.caption": (
        "{title}, de {first} a {last}. Los años son los mismos para todos; la altura de cada línea "
        "va de su propio valor mínimo a su propio máximo, por lo que las alturas no se comparan "
        "entre Estados"
    ),
    "indicators.caption.one": "{title}, de {first} a {last}",
    "indicators.source": "Fuente: {source}. Licencia: {licence}.",
    "indicators.source.only": "Fuente: {source}.",
    "indicator": "Indicador",
    "indicators.unit": "Unidad",
    "indicators.paragraphs": "Párrafos",
    "indicators.values": "Valores disponibles",
    "indicators.values.none": "ninguno",
    "indicators.values.held": ("{years}, {n} Estado", "{years}, {n} Estados"),
    # Units, by how the catalogue writes them
    "unit.% growth": "% de crecimiento",
    "unit.per 100,000": "por cada 100,000",
    "unit.yes/no per state": "sí/no por Estado",
    "unit.yes/no": "sí/no",
    "unit.recorded offences per 100,000": "delitos registrados por cada 100,000",
    "unit.series": "series",
    "unit.rate or %": "tasa o %",
}

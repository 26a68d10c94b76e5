"""The documents' words in Spanish."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Cover and every page
    "organ": "Sistema de Seguimiento del Plan de Acción Hemisférico",
    "title.assembly": "Informe de situación a la Asamblea General",
    "title.council": "Informe de situación al Consejo Permanente",
    "title.party": "Informe de situación: {name}",
    "title.paragraph": "Informe de situación sobre el párrafo {reference}: {headline}",
    "subtitle": "Seguimiento de {symbol}, «{title}»",
    "symbol": "Signatura del documento",
    "symbol.none": "Sin signatura",
    "draft.symbol": "Borrador, {symbol}",
    "session": "Período de sesiones",
    "session.number": "{roman} período ordinario de sesiones de la Asamblea General",
    "session.special": "{roman} período extraordinario de sesiones de la Asamblea General",
    "session.dates": "{place}, del {starts} al {ends}",
    "session.dates.unknown": "fechas no conocidas",
    "cycle": "Ciclo de presentación de informes",
    "cycle.words": "Del {first} al {last} período ordinario de sesiones",
    "periods": "Períodos de informe",
    "period.words": "{key} (abarca del {first} al {last})",
    "language": "Idioma",
    "language.en": "inglés",
    "language.es": "español",
    "language.fr": "francés",
    "language.pt": "portugués",
    "as_of": "Situación al",
    "classification": "Distribución",
    "audience.public": "Pública",
    "audience.member_states": "Solo Estados Miembros",
    "checksum": "Suma de verificación del conjunto de datos (SHA-256)",
    "unofficial": (
        "Elaborado por el Sistema de Seguimiento del Plan de Acción Hemisférico a partir de lo que "
        "las partes informaron sobre sí mismas. No es un documento oficial de la Organización de "
        "los Estados Americanos."
    ),
    "sample": "Datos de muestra",
    "sample.notice": (
        "Datos de muestra. Las actualizaciones así marcadas son inventadas: nada dicen de lo que "
        "algún Estado haya hecho o dejado de hacer."
    ),
    "colophon": "SHA-256 del conjunto de datos {sha256}",
    "page": "Página {page} de {pages}",
    "contents": "Índice",
    "head": "{symbol} · {title}",
    # Levels
    "level.0": "No iniciado",
    "level.1": "Pasos iniciales",
    "level.2": "Parcial",
    "level.3": "Sustancial",
    "level.4": "Pleno",
    "level.na": "No aplicable",
    "level.na.short": "n/a",
    "level.withheld": "Informado, no público",
    "level.withheld.short": "No público",
    "level.silent": "No informado",
    "level.few": "Informada menos de la mitad",
    "level.words": "{level} – {name}",
    "level.note": (
        "Los niveles son los que cada parte informó sobre sí misma. No se establece ningún orden "
        "de mérito entre los Estados."
    ),
    # Summary
    "summary": "Resumen",
    "summary.head": "Se informaron {reported} de las {due} actualizaciones debidas ({percent}).",
    "summary.parties": (
        "{n} de los {of} Estados y órganos que deben alguna actualización presentaron al menos una."
    ),
    "summary.late": "{n} de las informadas llegaron después de la fecha límite.",
    "summary.withheld": (
        "{n} de las informadas no es pública: cuenta como informada y no muestra su nivel.",
        "{n} de las informadas no son públicas: cuentan como informadas y no muestran su nivel.",
    ),
    "summary.before": "Antes ({period}): {reported} de {due} ({percent}).",
    "summary.before.plain": "Antes: {reported} de {due} ({percent}).",
    "summary.undecided": (
        "No se ha decidido si participa {names}: no se cuenta ni como obligación ni como silencio."
    ),
    "summary.levels": "Niveles de ahora y del período anterior",
    "summary.levels.now": "Niveles de ahora",
    "summary.now": "Ahora",
    "summary.share": "Proporción de las debidas",
    "summary.before.column": "Antes",
    "summary.due": "Debidas",
    "summary.chart": "Actualizaciones debidas, por nivel",
    "summary.moved": "Qué cambió",
    "summary.moved.up": "Subieron {n} de {of}: {names}.",
    "summary.moved.down": "Bajaron {n} de {of}: {names}.",
    "summary.moved.none": "Ningún nivel cambió respecto del último aceptado antes.",
    "summary.moved.of": (
        "De {of} actualizaciones con nivel ahora y antes; entre paréntesis, cuántas de cada parte; "
        "todas figuran en el anexo {annex}."
    ),
    "summary.name": "{name} ({n})",
    "summary.out": "Qué se destaca",
    "summary.out.least": (
        "Lo menos informado: {names}, con {reported} de {due} actualizaciones ({percent})."
    ),
    "summary.out.high": (
        "Con más frecuencia en nivel sustancial o pleno: {names}, en {n} de {due} actualizaciones "
        "debidas ({percent})."
    ),
    "summary.out.silent": (
        "{n} de los {of} Estados y órganos que deben alguna actualización no informaron nada."
    ),
    "summary.out.overdue": (
        "{n} de {of} acciones de seguimiento han pasado su fecha sin haber concluido."
    ),
    "summary.out.duties": "{n} de {of} deberes de órganos han vencido sin haberse cumplido.",
    "summary.out.cooperation": (
        "Se solicitó cooperación {needed} veces y se ofreció {offered} veces."
    ),
    "summary.out.nothing": "No se informó nada.",
    "paragraph.name": "párrafo {reference}",
    # Matrix
    "matrix": "La matriz",
    "matrix.intro": (
        "Cada casilla es la mediana inferior de los niveles que un Estado informó sobre los "
        "compromisos de un párrafo, una vez informada la mitad de ellos. {note} Los Estados "
        "figuran en orden alfabético."
    ),
    "matrix.caption": "Párrafo por Estado: nivel según lo informado por la parte",
    "matrix.paragraph": "Párrafo",
    "matrix.legend": "Clave",
    "matrix.up": "subió",
    "matrix.down": "bajó",
    "matrix.change": "▲ sube, ▼ baja respecto del nivel anterior",
    "matrix.empty": "en blanco: el Estado nada debe aquí",
    "matrix.cell": "{state}, párrafo {row}: {level}; {reported} de {due} informados",
    "matrix.words": "La matriz en palabras",
    "matrix.words.caption": "Estados según el nivel informado sobre cada párrafo",
    "matrix.codes": "Códigos de los Estados",
    # Paragraphs
    "paragraphs": "Los párrafos dispositivos",
    "paragraphs.intro": (
        "El texto se cita tal como fue aprobado. Los encabezamientos, los títulos de los "
        "compromisos y su división son del sistema de seguimiento, no de la Organización. Las "
        "palabras de cada parte se citan abreviadas; figuran íntegras, con sus medios de "
        "verificación, en el anexo {annex}."
    ),
    "paragraph.heading": "Párrafo {reference} – {headline}",
    "paragraph.text": "Texto aprobado (en {language})",
    "paragraph.commitments": "Compromisos del párrafo {reference} y actualizaciones por nivel",
    "paragraph.chart": "Párrafo {reference}: actualizaciones debidas, por nivel",
    "paragraph.done": "Qué informaron los Estados y los órganos",
    "paragraph.done.none": "No se informó ninguna actualización.",
    "paragraph.evidence": "Medios de verificación",
    "paragraph.evidence.none": "No se adjuntaron medios de verificación.",
    "paragraph.actions": "Acciones de seguimiento",
    "paragraph.actions.none": "No se informó ninguna acción de seguimiento.",
    "paragraph.actions.caption": "Acciones de seguimiento relativas al párrafo {reference}",
    "paragraph.actions.count": (
        "{n} acción de seguimiento, {overdue} vencida.",
        "{n} acciones de seguimiento, de ellas {overdue} vencidas.",
    ),
    "paragraph.observations": "Observaciones de la secretaría",
    "commitment": "Compromiso",
    "code": "Código",
    "reported": "Informadas",
    "reported.of": "{reported} de {due}",
    "chart.all": "Todos",
    "chart.before": "Antes",
    "chart.alternative": "Barras apiladas de actualizaciones por nivel. {rows}",
    "chart.row": "{label}: {parts}; {due} debidas.",
    "chart.part": "{name} {n}",
    "translated.from": "en {language}",
    "source": "Fuente: {source}",
    # Actions
    "party": "Parte",
    "action": "Acción",
    "action.kind": "Tipo",
    "action.status": "Estado",
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
    "duties.caption": "Deberes de los órganos",
    "duties.body": "Órgano",
    "duties.deadline": "Plazo",
    "duties.stands": "Según lo informado",
    "duties.discharged": "Cumplido",
    "duties.discharged.on": "{date}: {basis}",
    "duties.discharged.not": "No consta",
    "duties.past": "plazo vencido",
    "duties.rubric.pending": "Pendiente",
    "duties.rubric.under_way": "En curso",
    "duties.rubric.done": "Hecho",
    "duties.rubric.": "Nada informado",
    "duties.said": "Qué se informó",
    # Silent
    "silent": "Quiénes no informaron",
    "silent.intro": (
        "De los {of} Estados y órganos que deben alguna actualización, {n} dejaron al menos una "
        "sin informar. No se incluyen las partes cuya participación no se ha decidido."
    ),
    "silent.nobody": "Todas las partes que debían actualizaciones las presentaron todas.",
    "silent.caption": "Actualizaciones debidas y no informadas",
    "silent.missing": "Compromisos no informados",
    "silent.all": "todos ({n})",
    # Cooperation
    "cooperation": "Cooperación solicitada y ofrecida",
    "cooperation.none": "No se solicitó ni se ofreció cooperación.",
    "cooperation.counts": "Solicitudes: {needed}; ofrecimientos: {offered}",
    "cooperation.needed": "Solicitada",
    "cooperation.offered": "Ofrecida",
    # Indicators
    "indicators": "Indicadores",
    "indicators.intro": (
        "Series de terceros, que se muestran como contexto. Miden más que lo hecho por una parte "
        "en virtud de un instrumento, y los países cuentan de modos distintos: compárese cada país "
        "consigo mismo."
    ),
    "indicators.alternative": "Un pequeño gráfico de líneas por cada uno de {n} Estados. {values}",
    "indicators.value": "{state} {first} en {first_year}, {last} en {last_year}",
    "indicators.point": "{state} {last} en {last_year}",
    "indicators.caption": (
        "{title} ({unit}), de {first} a {last}; cada línea entre su propio valor mínimo y máximo"
    ),
    "indicators.source": "Fuente: {source}. Licencia: {licence}.",
    "indicators.source.only": "Fuente: {source}.",
    "indicators.others": (
        "Indicadores vinculados a estos párrafos de los que el sistema no tiene valores"
    ),
    "indicator": "Indicador",
    "indicators.framework": "Marco",
    "indicators.unit": "Unidad",
    "indicators.paragraphs": "Párrafos",
    # Annexes
    "annex": "Anexo {letter}. {title}",
    "annex.method": "Método",
    "method.counts": (
        "Cada tasa cuenta una actualización por cada compromiso dirigido a una parte incluida en "
        "la nómina y que esta no ha cumplido; ese número figura a su lado. Las demás "
        "actualizaciones se muestran y nunca se cuentan."
    ),
    "method.latest": (
        "Para cada una, el informe toma la última actualización aceptada en los períodos "
        "abarcados, al {as_of}. Aceptada quiere decir completa y en regla, no que se comparta su "
        "contenido."
    ),
    "method.levels": (
        "Los niveles son lo que una parte dice de sí misma. Si el sistema registró una "
        "actualización a partir de una fuente pública, así se indica."
    ),
    "method.median": (
        "El nivel de un párrafo es la mediana inferior de los niveles de sus compromisos, una vez "
        "informada la mitad de ellos; a su lado figuran las cifras por nivel."
    ),
    "method.audience": (
        "Distribución de este informe: {audience}. Lo informado solo a los Estados Miembros, o "
        "sujeto a embargo, cuenta como informado; ningún informe público muestra su nivel ni sus "
        "palabras."
    ),
    "method.rank": "Los Estados figuran por su nombre y nunca en orden de mérito.",
    "method.words": (
        "Las palabras de las partes figuran en el idioma en que se escribieron, indicado cuando no "
        "es el de este documento."
    ),
    "method.checksum": (
        "Todas las cifras provienen de un único conjunto de datos fijo, cuya suma de verificación "
        "SHA-256 es {sha256}."
    ),
    "annex.rubric": "Qué significan los niveles",
    "rubric.caption": "Escala de niveles",
    "rubric.level": "Nivel",
    "rubric.meaning": "Significado",
    "annex.roster": "Nómina y denominadores",
    "roster.caption": "A quiénes se preguntó y cuántas actualizaciones debe cada uno",
    "roster.decision": "En la nómina",
    "roster.standing": "Condición",
    "roster.reason": "Motivo",
    "decision.in": "Sí",
    "decision.out": "No",
    "decision.undecided": "Sin decidir",
    "decision.": "–",
    "standing.participating": "Participa",
    "standing.suspended": "Suspendido",
    "standing.excluded": "Excluido",
    "standing.not_participating": "No participa",
    "standing.withdrawing": "En proceso de retiro",
    "standing.withdrawn": "Retirado",
    "standing.disputed": "Controvertida",
    "total": "Total",
    "annex.reservations": "Reservas",
    "reservations.none": "No consta ninguna reserva.",
    "reservation.on": "{state}, sobre {object} ({date})",
    "reservation.instrument": "el instrumento",
    "annex.moves": "Niveles que cambiaron",
    "moves.caption": "Niveles de ahora y de antes",
    "moves.before": "Antes",
    "moves.now": "Ahora",
    "annex.updates": "Todas las actualizaciones, íntegras",
    "updates.none": "No hay ninguna actualización que mostrar.",
    "update.meta": "Nivel según lo informado por la parte: {level}.",
    "update.meta.source": (
        "Registrada a partir de una fuente pública, no por una parte; nivel: {level}."
    ),
    "update.before": "Antes: {level}.",
    "update.no_change": "Informada sin cambios.",
    "update.late": "Fuera de plazo.",
    "update.unsolicited": "No solicitada, y no contada en ninguna tasa.",
    "update.period": "Período {period}, revisión {revision}, presentada el {date}.",
    "update.channel": "Recibida por {channel}: {document}.",
    "update.channel.plain": "Recibida por {channel}.",
    "update.member_states": "Solo para los Estados Miembros.",
    "channel.online": "registro en línea",
    "channel.note_verbale": "nota verbal",
    "channel.mail": "correo",
    "channel.public_source": "fuente pública",
    "field.summary": "Resumen",
    "field.progress": "Avances",
    "field.challenges": "Dificultades",
    "field.next_steps": "Próximos pasos",
    "field.reason": "Por qué no se aplica",
    "field.actions": "Acciones de seguimiento",
    "field.evidence": "Medios de verificación",
    "annex.sources": "Fuentes",
    "sources.text": (
        "Texto: {symbol}, {title}, aprobado el {date}, {at}; texto en {language}, SHA-256 {sha256}."
    ),
    "sources.titles": "El título en {language} no se ha verificado con un texto auténtico.",
    "sources.indicator": "{title}: {source}",
    "sources.update": "{party}, {commitment}: {document}",
    "sources.evidence": (
        "Los medios de verificación figuran con cada actualización en el anexo {annex}: {n}."
    ),
    # Workbook
    "sheet.summary": "Resumen",
    "sheet.matrix": "Matriz",
    "sheet.updates": "Actualizaciones",
    "sheet.commitments": "Compromisos",
    "sheet.parties": "Partes",
    "sheet.actions": "Acciones",
    "sheet.cooperation": "Cooperación",
    "sheet.indicators": "Indicadores",
    "sheet.definitions": "Definiciones",
    "column.party_code": "Código de la parte",
    "column.commitment_code": "Código del compromiso",
    "column.level": "Nivel (0–4)",
    "column.level_before": "Nivel anterior",
    "column.level_name": "Nivel en palabras",
    "column.period": "Período",
    "column.revision": "Revisión",
    "column.submitted": "Presentada (UTC)",
    "column.late": "Fuera de plazo",
    "column.solicited": "Solicitada",
    "column.channel": "Vía",
    "column.document": "Documento",
    "column.visibility": "Visibilidad",
    "column.no_change": "Sin cambios",
    "column.sample": "Datos de muestra",
    "column.quote": "Palabras del texto",
    "column.tracking": "Seguimiento",
    "column.nature": "Naturaleza",
    "column.themes": "Temas",
    "column.theme": "Tema",
    "column.direction": "Solicitada u ofrecida",
    "column.text": "Texto",
    "column.kind": "Clase",
    "column.name": "Nombre",
    "column.starts": "Inicio",
    "column.overdue": "Vencida",
    "column.currency": "Moneda",
    "column.year": "Año",
    "column.value": "Valor",
    "column.censored": "Valor publicado",
    "column.source": "Fuente",
    "column.licence": "Licencia",
    "column.state": "Estado",
    "column.term": "Término",
    "yes": "Sí",
    "no": "No",
    "tracking.per_state": "Por Estado",
    "tracking.per_body": "Por órgano",
    "nature.continuing": "Continuo",
    "nature.one_off": "De una sola vez",
    "kind.state": "Estado Miembro",
    "kind.body": "Órgano",
}

"""The words of the documents' body in Portuguese."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Paragraphs
    "paragraphs": "Os parágrafos dispositivos",
    "paragraphs.intro": (
        "O texto é citado tal como foi aprovado. Os cabeçalhos, os títulos dos compromissos e sua "
        "divisão são do sistema de acompanhamento, não da Organização. As atualizações constam por "
        "compromisso e, em seguida, por nível informado; as palavras de cada parte são citadas "
        "abreviadas, e seu nome leva ao texto integral, com as evidências, no anexo {annex}. ▲ e ▼ "
        "indicam um nível acima ou abaixo do último aceito antes."
    ),
    "paragraphs.language": (
        "O sistema dispõe do texto somente em {language}; ele é citado nesse idioma."
    ),
    "paragraphs.none": "O relatório não abrange nenhum parágrafo.",
    "paragraph.heading": "Parágrafo {reference} – {headline}",
    "paragraph.text": "Texto aprovado (em {language})",
    "paragraph.commitments": "Compromissos do parágrafo {reference} e atualizações por nível",
    "paragraph.chart": "Parágrafo {reference}: atualizações devidas, por nível",
    "paragraph.done": "O que os Estados e os órgãos informaram",
    "paragraph.done.none": "Nenhuma atualização foi apresentada.",
    "paragraph.done.received": "Recebidas e ainda não revisadas: {n} de {due}.",
    "paragraph.done.awaited": "Aguardadas e ainda não vencidas: {n} de {due}.",
    "paragraph.done.not_asked": "Nenhuma atualização foi solicitada.",
    "paragraph.done.of": "{rate} informadas",
    "paragraph.done.none_due": "nada havia sido solicitado",
    "paragraph.done.level": "{level}, {n} de {due}",
    "paragraph.done.withheld": "Informadas, não públicas: {n} de {due}.",
    "paragraph.evidence": "Evidências",
    "paragraph.evidence.none": "Nenhuma evidência foi anexada.",
    "paragraph.evidence.count": (
        "{n} evidência, em {updates} de {of} {of:atualização|atualizações}.",
        "{n} evidências, em {updates} de {of} {of:atualização|atualizações}.",
    ),
    "paragraph.actions": "Ações de acompanhamento",
    "paragraph.actions.none": "Nenhuma ação de acompanhamento foi informada.",
    "paragraph.actions.caption": "Ações de acompanhamento relativas ao parágrafo {reference}",
    "paragraph.actions.count": (
        (
            "{n} ação de acompanhamento: {done} {done:concluída|concluídas}, {overdue} "
            "{overdue:atrasada|atrasadas}."
        ),
        (
            "{n} ações de acompanhamento: {done} {done:concluída|concluídas}, {overdue} "
            "{overdue:atrasada|atrasadas}."
        ),
    ),
    "paragraph.observations": "Observações da secretaria",
    "commitment": "Compromisso",
    "code": "Código",
    "reported": "Informadas",
    "reported.of": "{reported} de {due}",
    "reported.received": "{rate}, {n} {n:recebida|recebidas}",
    "chart.all": "Total",
    "chart.alternative": "Barras empilhadas de atualizações por nível. {rows}",
    "chart.row": "{label}: {parts}; {due} {due:devida|devidas}.",
    "chart.part": "{name} {n}",
    "translated.from": "em {language}",
    "translation.official": "tradução para o {language} pela própria parte",
    "translation.unofficial": "tradução não oficial para o {language}",
    "translation.official.from": "tradução da própria parte, original em {language}",
    "translation.unofficial.from": "tradução não oficial, original em {language}",
    "label": "{text}:",
    "source": "Fonte: {source}",
    # Actions
    "party": "Parte",
    "action": "Ação",
    "action.commitments": "Compromisso",
    "action.kind": "Tipo",
    "action.status": "Situação",
    "action.due": "Prazo",
    "action.percent": "Avanço",
    "action.overdue": "atrasada",
    "action.cost": "Custo",
    "kind.law": "Lei",
    "kind.policy": "Política",
    "kind.programme": "Programa",
    "kind.institution": "Instituição",
    "kind.training": "Capacitação",
    "kind.cooperation": "Cooperação",
    "kind.budget": "Orçamento",
    "status.planned": "Prevista",
    "status.under_way": "Em andamento",
    "status.done": "Concluída",
    "status.suspended": "Suspensa",
    "status.abandoned": "Abandonada",
    # Duties
    "duties": "Deveres dos órgãos e seus prazos",
    "duties.intro": (
        (
            "{n} dever de órgão: {discharged} com cumprimento registrado, {done} informado como "
            "feito, {past} com prazo vencido e sem um nem outro."
        ),
        (
            "{n} deveres de órgãos: {discharged} com cumprimento registrado, {done} "
            "{done:informado como feito|informados como feitos}, {past} com prazo vencido e sem um "
            "nem outro."
        ),
    ),
    "duties.caption": "Deveres dos órgãos",
    "duties.body": "Órgão",
    "duties.deadline": "Prazo",
    "duties.deadline.none": "Sem prazo",
    "duties.deadline.unknown": "Data não conhecida",
    "duties.against": "Em relação ao prazo",
    "duties.ahead": "Ainda não vencido",
    "duties.met": "Cumprido no prazo",
    "duties.past": "Prazo vencido",
    "duties.stands": "Tal como informado",
    "duties.discharged": "Cumprimento",
    "duties.discharged.on": "{date}: {basis}",
    "duties.discharged.not": "Não consta",
    "duties.rubric.pending": "Pendente",
    "duties.rubric.under_way": "Em andamento",
    "duties.rubric.done": "Feito",
    "duties.rubric.not_applicable": "Não aplicável",
    "duties.rubric.withheld": "Informada, não pública",
    "duties.rubric.received": "Recebida, ainda não revisada",
    "duties.rubric.awaited": "Aguardada",
    "duties.rubric.not_reported": "Não informada",
    "duties.rubric.": "Não solicitada",
    "duties.said": "O que foi informado",
    # Silent
    "silent": "Atualizações ainda não recebidas",
    "silent.missing.count": (
        ("Não foi recebida {n} de {due} {due:atualização prevista|atualizações previstas}."),
        ("Não foram recebidas {n} de {due} {due:atualização prevista|atualizações previstas}."),
    ),
    "silent.intro": (
        ("Está pendente de {n} das {of} {of:parte convidada|partes convidadas} a informar."),
        ("Estão pendentes de {n} das {of} {of:parte convidada|partes convidadas} a informar."),
    ),
    "silent.awaited": (
        "É aguardada e ainda não venceu {n} de {due}.",
        "São aguardadas e ainda não venceram {n} de {due}.",
    ),
    "silent.received": (
        "Foi recebida e ainda não foi revisada {n}.",
        "Foram recebidas e ainda não foram revisadas {n}.",
    ),
    "silent.withheld": (
        "Foi informada {n} que não é pública; não está pendente.",
        "Foram informadas {n} que não são públicas; não estão pendentes.",
    ),
    "silent.undecided": (
        "Não está decidido se participam os seguintes; nada é contado como pendente deles: {names}."
    ),
    "silent.nobody": "Todas as atualizações devidas foram informadas: {due} de {due}.",
    "silent.none_due": "Nenhuma atualização era devida.",
    "silent.caption": "Atualizações previstas e não recebidas",
    "silent.missing": "Compromissos sem atualização",
    "silent.all": "todos ({n})",
    # Cooperation
    "cooperation": "Cooperação solicitada e oferecida",
    "cooperation.none": "Nenhuma cooperação foi solicitada ou oferecida.",
    "cooperation.counts": (
        "{needed} {needed:solicitação|solicitações}, {offered} {offered:oferta|ofertas}"
    ),
    "cooperation.matched": "Solicitada e oferecida: convergências possíveis",
    "cooperation.matched.count": (
        "Em {n} de {of} {of:tema|temas}, uma parte solicita o que outra oferece."
    ),
    "cooperation.theme": "{theme}: {counts}",
    "cooperation.needed": "Solicitada",
    "cooperation.needed.alone": "Solicitada e não oferecida por outra parte",
    "cooperation.needed.count": ("{n} solicitação", "{n} solicitações"),
    "cooperation.offered": "Oferecida",
    "cooperation.offered.alone": "Oferecida e não solicitada por outra parte",
    "cooperation.offered.count": ("{n} oferta", "{n} ofertas"),
    # Indicators
    "indicators": "Indicadores",
    "indicators.intro": (
        "Séries publicadas por terceiros, apresentadas como contexto, cada uma em uma figura sob o "
        "primeiro parágrafo a que se vincula. Medem mais do que uma parte fez em virtude de um "
        "instrumento, e os países contam de modos diferentes: compare-se cada país consigo mesmo, "
        "nunca com outro."
    ),
    "indicators.held": "O sistema tem valores para {n} de {of} {of:indicador|indicadores}.",
    "indicators.all": "Indicadores vinculados aos parágrafos deste relatório",
    "indicators.heading": "Indicador {code} – {title}",
    "indicators.elsewhere": "Indicadores apresentados em outro lugar:",
    "indicators.purpose": (
        "{commitments:Vinculado ao compromisso|Vinculado aos compromissos} {codes}; apresentado "
        "para {paragraphs:o parágrafo|os parágrafos} {references}."
    ),
    "indicators.purpose.plain": (
        "{paragraphs:Vinculado ao parágrafo|Vinculado aos parágrafos} {references}."
    ),
    "indicators.missing": "Não há valores para {names}.",
    "indicators.censored": (
        "Os valores publicados apenas como limite, por exemplo “<5”, não são desenhados; constam "
        "da planilha."
    ),
    "indicators.alternative": (
        "Um pequeno gráfico de linha para {n} Estado. {values}",
        "Um pequeno gráfico de linha para cada um de {n} Estados. {values}",
    ),
    "indicators.value": "{state} {first} em {first_year}, {last} em {last_year}",
    "indicators.point": "{state} {last} em {last_year}",
    "indicators.caption": (
        "{title}, de {first} a {last}. Os anos são os mesmos para todos; a altura de cada linha "
        "vai de seu próprio valor mínimo a seu próprio máximo, de modo que as alturas não se "
        "comparam entre Estados"
    ),
    "indicators.caption.one": "{title}, de {first} a {last}",
    "indicators.source": "Fonte: {source}. Licença: {licence}.",
    "indicators.source.only": "Fonte: {source}.",
    "indicator": "Indicador",
    "indicators.unit": "Unidade",
    "indicators.paragraphs": "Parágrafos",
    "indicators.values": "Valores disponíveis",
    "indicators.values.none": "nenhum",
    "indicators.values.held": ("{years}, {n} Estado", "{years}, {n} Estados"),
    # Units, by how the catalogue writes them
    "unit.% growth": "% de crescimento",
    "unit.per 100,000": "por 100.000",
    "unit.yes/no per state": "sim/não por Estado",
    "unit.yes/no": "sim/não",
    "unit.recorded offences per 100,000": "delitos registrados por 100.000",
    "unit.series": "séries",
    "unit.rate or %": "taxa ou %",
}

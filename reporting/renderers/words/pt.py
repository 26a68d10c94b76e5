"""The documents' words in Portuguese."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    # Cover and every page
    "organ": "Sistema de Acompanhamento do Plano de Ação Hemisférico",
    "title.assembly": "Relatório de situação à Assembleia Geral",
    "title.council": "Relatório de situação ao Conselho Permanente",
    "title.party": "Relatório de situação: {name}",
    "title.paragraph": "Relatório de situação sobre o parágrafo {reference}: {headline}",
    "subtitle": "Acompanhamento de {symbol}, “{title}”",
    "symbol": "Símbolo do documento",
    "symbol.none": "Sem símbolo",
    "draft.symbol": "Minuta, {symbol}",
    "session": "Período de sessões",
    "session.number": "{roman} período ordinário de sessões da Assembleia Geral",
    "session.special": "{roman} período extraordinário de sessões da Assembleia Geral",
    "session.dates": "{place}, de {starts} a {ends}",
    "session.dates.unknown": "datas não conhecidas",
    "cycle": "Ciclo de apresentação de relatórios",
    "cycle.words": "Do {first} ao {last} período ordinário de sessões",
    "periods": "Períodos de relatório",
    "period.words": "{key} (abrange de {first} a {last})",
    "language": "Idioma",
    "language.en": "inglês",
    "language.es": "espanhol",
    "language.fr": "francês",
    "language.pt": "português",
    "as_of": "Situação em",
    "classification": "Distribuição",
    "audience.public": "Pública",
    "audience.member_states": "Somente Estados membros",
    "checksum": "Soma de verificação do conjunto de dados (SHA-256)",
    "unofficial": (
        "Elaborado pelo Sistema de Acompanhamento do Plano de Ação Hemisférico com base no que as "
        "partes informaram sobre si mesmas. Não é um documento oficial da Organização dos Estados "
        "Americanos."
    ),
    "sample": "Dados de exemplo",
    "sample.notice": (
        "Dados de exemplo. As atualizações assim marcadas são inventadas: nada dizem do que algum "
        "Estado fez ou deixou de fazer."
    ),
    "colophon": "SHA-256 do conjunto de dados {sha256}",
    "page": "Página {page} de {pages}",
    "contents": "Sumário",
    "head": "{symbol} · {title}",
    # Levels
    "level.0": "Não iniciado",
    "level.1": "Passos iniciais",
    "level.2": "Parcial",
    "level.3": "Substancial",
    "level.4": "Pleno",
    "level.na": "Não aplicável",
    "level.na.short": "n/a",
    "level.withheld": "Informado, não público",
    "level.withheld.short": "Não público",
    "level.silent": "Não informado",
    "level.few": "Informada menos da metade",
    "level.words": "{level} – {name}",
    "level.note": (
        "Os níveis são os que cada parte informou sobre si mesma. Não se estabelece classificação "
        "entre os Estados."
    ),
    # Summary
    "summary": "Resumo",
    "summary.head": "Foram informadas {reported} das {due} atualizações devidas ({percent}).",
    "summary.parties": (
        "{n} dos {of} Estados e órgãos que devem alguma atualização apresentaram ao menos uma."
    ),
    "summary.late": "{n} das informadas chegaram depois do prazo.",
    "summary.withheld": (
        "{n} das informadas não é pública: conta como informada e não mostra o nível.",
        "{n} das informadas não são públicas: contam como informadas e não mostram o nível.",
    ),
    "summary.before": "Antes ({period}): {reported} de {due} ({percent}).",
    "summary.before.plain": "Antes: {reported} de {due} ({percent}).",
    "summary.undecided": (
        "Não se decidiu se {names} participa: não conta nem como devida nem como silêncio."
    ),
    "summary.levels": "Níveis de agora e do período anterior",
    "summary.levels.now": "Níveis de agora",
    "summary.now": "Agora",
    "summary.share": "Proporção das devidas",
    "summary.before.column": "Antes",
    "summary.due": "Devidas",
    "summary.chart": "Atualizações devidas, por nível",
    "summary.moved": "O que mudou",
    "summary.moved.up": "Subiram {n} de {of}: {names}.",
    "summary.moved.down": "Desceram {n} de {of}: {names}.",
    "summary.moved.none": "Nenhum nível mudou em relação ao último aceito antes.",
    "summary.moved.of": (
        "De {of} atualizações com nível agora e antes; entre parênteses, quantas de cada parte; "
        "todas constam do anexo {annex}."
    ),
    "summary.name": "{name} ({n})",
    "summary.out": "O que se destaca",
    "summary.out.least": (
        "O menos informado: {names}, com {reported} de {due} atualizações ({percent})."
    ),
    "summary.out.high": (
        "Com mais frequência em nível substancial ou pleno: {names}, em {n} de {due} atualizações "
        "devidas ({percent})."
    ),
    "summary.out.silent": (
        "{n} dos {of} Estados e órgãos que devem alguma atualização nada informaram."
    ),
    "summary.out.overdue": (
        "{n} de {of} ações de acompanhamento passaram da data sem estar concluídas."
    ),
    "summary.out.duties": "{n} de {of} deveres de órgãos passaram do prazo sem estar cumpridos.",
    "summary.out.cooperation": (
        "Solicitou-se cooperação {needed} vezes e ofereceu-se {offered} vezes."
    ),
    "summary.out.nothing": "Nada foi informado.",
    "paragraph.name": "parágrafo {reference}",
    # Matrix
    "matrix": "A matriz",
    "matrix.intro": (
        "Cada célula é a mediana inferior dos níveis que um Estado informou sobre os compromissos "
        "de um parágrafo, uma vez informada a metade deles. {note} Os Estados figuram em ordem "
        "alfabética."
    ),
    "matrix.caption": "Parágrafo por Estado: nível tal como informado pela parte",
    "matrix.paragraph": "Parágrafo",
    "matrix.legend": "Legenda",
    "matrix.up": "subiu",
    "matrix.down": "desceu",
    "matrix.change": "▲ sobe, ▼ desce em relação ao nível anterior",
    "matrix.empty": "em branco: o Estado nada deve aqui",
    "matrix.cell": "{state}, parágrafo {row}: {level}; {reported} de {due} informados",
    "matrix.words": "A matriz em palavras",
    "matrix.words.caption": "Estados segundo o nível informado sobre cada parágrafo",
    "matrix.codes": "Códigos dos Estados",
    # Paragraphs
    "paragraphs": "Os parágrafos dispositivos",
    "paragraphs.intro": (
        "O texto é citado tal como foi aprovado. Os cabeçalhos, os títulos dos compromissos e sua "
        "divisão são do sistema de acompanhamento, não da Organização. As palavras de cada parte "
        "são citadas abreviadas; constam na íntegra, com suas evidências, do anexo {annex}."
    ),
    "paragraph.heading": "Parágrafo {reference} – {headline}",
    "paragraph.text": "Texto aprovado (em {language})",
    "paragraph.commitments": "Compromissos do parágrafo {reference} e atualizações por nível",
    "paragraph.chart": "Parágrafo {reference}: atualizações devidas, por nível",
    "paragraph.done": "O que os Estados e os órgãos informaram",
    "paragraph.done.none": "Nenhuma atualização foi informada.",
    "paragraph.evidence": "Evidências",
    "paragraph.evidence.none": "Nenhuma evidência foi anexada.",
    "paragraph.actions": "Ações de acompanhamento",
    "paragraph.actions.none": "Nenhuma ação de acompanhamento foi informada.",
    "paragraph.actions.caption": "Ações de acompanhamento relativas ao parágrafo {reference}",
    "paragraph.actions.count": (
        "{n} ação de acompanhamento, {overdue} atrasada.",
        "{n} ações de acompanhamento, das quais {overdue} atrasadas.",
    ),
    "paragraph.observations": "Observações da secretaria",
    "commitment": "Compromisso",
    "code": "Código",
    "reported": "Informadas",
    "reported.of": "{reported} de {due}",
    "chart.all": "Todos",
    "chart.before": "Antes",
    "chart.alternative": "Barras empilhadas de atualizações por nível. {rows}",
    "chart.row": "{label}: {parts}; {due} devidas.",
    "chart.part": "{name} {n}",
    "translated.from": "em {language}",
    "source": "Fonte: {source}",
    # Actions
    "party": "Parte",
    "action": "Ação",
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
    "duties.caption": "Deveres dos órgãos",
    "duties.body": "Órgão",
    "duties.deadline": "Prazo",
    "duties.stands": "Tal como informado",
    "duties.discharged": "Cumprido",
    "duties.discharged.on": "{date}: {basis}",
    "duties.discharged.not": "Não consta",
    "duties.past": "prazo vencido",
    "duties.rubric.pending": "Pendente",
    "duties.rubric.under_way": "Em andamento",
    "duties.rubric.done": "Feito",
    "duties.rubric.": "Nada informado",
    "duties.said": "O que foi informado",
    # Silent
    "silent": "Quem não informou",
    "silent.intro": (
        "Dos {of} Estados e órgãos que devem alguma atualização, {n} deixaram ao menos uma sem "
        "informar. Não constam as partes cuja participação não foi decidida."
    ),
    "silent.nobody": "Todas as partes que deviam atualizações as apresentaram todas.",
    "silent.caption": "Atualizações devidas e não informadas",
    "silent.missing": "Compromissos não informados",
    "silent.all": "todos ({n})",
    # Cooperation
    "cooperation": "Cooperação solicitada e oferecida",
    "cooperation.none": "Nenhuma cooperação foi solicitada ou oferecida.",
    "cooperation.counts": "Solicitações: {needed}; ofertas: {offered}",
    "cooperation.needed": "Solicitada",
    "cooperation.offered": "Oferecida",
    # Indicators
    "indicators": "Indicadores",
    "indicators.intro": (
        "Séries de terceiros, apresentadas como contexto. Medem mais do que uma parte fez em "
        "virtude de um instrumento, e os países contam de modos diferentes: compare-se cada país "
        "consigo mesmo."
    ),
    "indicators.alternative": "Um pequeno gráfico de linha para cada um de {n} Estados. {values}",
    "indicators.value": "{state} {first} em {first_year}, {last} em {last_year}",
    "indicators.point": "{state} {last} em {last_year}",
    "indicators.caption": (
        "{title} ({unit}), de {first} a {last}; cada linha entre seu próprio valor mínimo e máximo"
    ),
    "indicators.source": "Fonte: {source}. Licença: {licence}.",
    "indicators.source.only": "Fonte: {source}.",
    "indicators.others": (
        "Indicadores vinculados a estes parágrafos para os quais o sistema não tem valores"
    ),
    "indicator": "Indicador",
    "indicators.framework": "Marco",
    "indicators.unit": "Unidade",
    "indicators.paragraphs": "Parágrafos",
    # Annexes
    "annex": "Anexo {letter}. {title}",
    "annex.method": "Método",
    "method.counts": (
        "Cada taxa conta uma atualização por compromisso dirigido a uma parte incluída na lista e "
        "que esta não cumpriu; esse número consta ao lado. As demais atualizações são mostradas e "
        "nunca contadas."
    ),
    "method.latest": (
        "Para cada uma, o relatório toma a última atualização aceita nos períodos abrangidos, em "
        "{as_of}. Aceita quer dizer completa e em ordem, não que se concorde com ela."
    ),
    "method.levels": (
        "Os níveis são o que uma parte diz de si mesma. Se o sistema registrou uma atualização com "
        "base em fonte pública, ela o diz."
    ),
    "method.median": (
        "O nível de um parágrafo é a mediana inferior dos níveis de seus compromissos, uma vez "
        "informada a metade deles; os números por nível constam ao lado."
    ),
    "method.audience": (
        "Distribuição deste relatório: {audience}. O que foi informado somente aos Estados "
        "membros, ou está sob embargo, conta como informado; nenhum relatório público mostra seu "
        "nível nem suas palavras."
    ),
    "method.rank": "Os Estados figuram pelo nome e nunca são classificados.",
    "method.words": (
        "As palavras das partes constam no idioma em que foram escritas, indicado quando não é o "
        "deste documento."
    ),
    "method.checksum": (
        "Todos os números provêm de um único conjunto de dados fixo, cuja soma de verificação "
        "SHA-256 é {sha256}."
    ),
    "annex.rubric": "O que significam os níveis",
    "rubric.caption": "Escala de níveis",
    "rubric.level": "Nível",
    "rubric.meaning": "Significado",
    "annex.roster": "Lista e denominadores",
    "roster.caption": "A quem se perguntou e quantas atualizações cada um deve",
    "roster.decision": "Na lista",
    "roster.standing": "Condição",
    "roster.reason": "Motivo",
    "decision.in": "Sim",
    "decision.out": "Não",
    "decision.undecided": "Não decidido",
    "decision.": "–",
    "standing.participating": "Participa",
    "standing.suspended": "Suspenso",
    "standing.excluded": "Excluído",
    "standing.not_participating": "Não participa",
    "standing.withdrawing": "Em retirada",
    "standing.withdrawn": "Retirado",
    "standing.disputed": "Controversa",
    "total": "Total",
    "annex.reservations": "Reservas",
    "reservations.none": "Nenhuma reserva consta.",
    "reservation.on": "{state}, sobre {object} ({date})",
    "reservation.instrument": "o instrumento",
    "annex.moves": "Níveis que mudaram",
    "moves.caption": "Níveis de agora e de antes",
    "moves.before": "Antes",
    "moves.now": "Agora",
    "annex.updates": "Todas as atualizações na íntegra",
    "updates.none": "Não há atualização a mostrar.",
    "update.meta": "Nível tal como informado pela parte: {level}.",
    "update.meta.source": (
        "Registrada com base em fonte pública, nenhuma parte a inseriu; nível: {level}."
    ),
    "update.before": "Antes: {level}.",
    "update.no_change": "Informada sem mudança.",
    "update.late": "Fora do prazo.",
    "update.unsolicited": "Não solicitada, e não contada em nenhuma taxa.",
    "update.period": "Período {period}, revisão {revision}, apresentada em {date}.",
    "update.channel": "Recebida por {channel}: {document}.",
    "update.channel.plain": "Recebida por {channel}.",
    "update.member_states": "Somente para os Estados membros.",
    "channel.online": "registro on-line",
    "channel.note_verbale": "nota verbal",
    "channel.mail": "correio",
    "channel.public_source": "fonte pública",
    "field.summary": "Resumo",
    "field.progress": "Avanços",
    "field.challenges": "Dificuldades",
    "field.next_steps": "Próximos passos",
    "field.reason": "Por que não se aplica",
    "field.actions": "Ações de acompanhamento",
    "field.evidence": "Evidências",
    "annex.sources": "Fontes",
    "sources.text": (
        "Texto: {symbol}, {title}, aprovado em {date}, {at}; texto em {language}, SHA-256 {sha256}."
    ),
    "sources.titles": "O título em {language} não foi verificado com um texto autêntico.",
    "sources.indicator": "{title}: {source}",
    "sources.update": "{party}, {commitment}: {document}",
    "sources.evidence": "As evidências constam com cada atualização do anexo {annex}: {n}.",
    # Workbook
    "sheet.summary": "Resumo",
    "sheet.matrix": "Matriz",
    "sheet.updates": "Atualizações",
    "sheet.commitments": "Compromissos",
    "sheet.parties": "Partes",
    "sheet.actions": "Ações",
    "sheet.cooperation": "Cooperação",
    "sheet.indicators": "Indicadores",
    "sheet.definitions": "Definições",
    "column.party_code": "Código da parte",
    "column.commitment_code": "Código do compromisso",
    "column.level": "Nível (0–4)",
    "column.level_before": "Nível anterior",
    "column.level_name": "Nível em palavras",
    "column.period": "Período",
    "column.revision": "Revisão",
    "column.submitted": "Apresentada (UTC)",
    "column.late": "Fora do prazo",
    "column.solicited": "Solicitada",
    "column.channel": "Via",
    "column.document": "Documento",
    "column.visibility": "Visibilidade",
    "column.no_change": "Sem mudança",
    "column.sample": "Dados de exemplo",
    "column.quote": "Palavras do texto",
    "column.tracking": "Acompanhamento",
    "column.nature": "Natureza",
    "column.themes": "Temas",
    "column.theme": "Tema",
    "column.direction": "Solicitada ou oferecida",
    "column.text": "Texto",
    "column.kind": "Classe",
    "column.name": "Nome",
    "column.starts": "Início",
    "column.overdue": "Atrasada",
    "column.currency": "Moeda",
    "column.year": "Ano",
    "column.value": "Valor",
    "column.censored": "Valor publicado",
    "column.source": "Fonte",
    "column.licence": "Licença",
    "column.state": "Estado",
    "column.term": "Termo",
    "yes": "Sim",
    "no": "Não",
    "tracking.per_state": "Por Estado",
    "tracking.per_body": "Por órgão",
    "nature.continuing": "Contínuo",
    "nature.one_off": "De uma só vez",
    "kind.state": "Estado membro",
    "kind.body": "Órgão",
}

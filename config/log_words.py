"""What the log says in Russian, for an installation that speaks it; the English text is the key."""

from typing import Final

from runtime.asterisk.ami import AmiState

IN_RUSSIAN: Final = {
    "scenarios loaded": "сценарии загружены",
    "a published scenario cannot be loaded": "опубликованный сценарий не загрузить",
    "an older revision cannot be read": "прежнюю версию не прочитать",
    "the database is back": "база данных снова доступна",
    "the database is away; calls go on with what is in memory": (
        "база данных недоступна; звонки идут по тому, что в памяти"
    ),
    "a call goes on in another session": "звонок продолжается в другом сеансе",
    "an AGI session without a call id": "сеанс AGI без кода звонка",
    "calls are still running after the drain limit": "время на завершение вышло, а звонки ещё идут",
    "the store of scenarios failed": "сценарии не получить",
    "a hung-up call could not be read": "завершённый звонок не прочитать",
    "a checkpoint cannot be used; the call starts anew": (
        "сохранённое состояние не годится; звонок начат заново"
    ),
    "the revision of a resumed call is unknown here": "версия продолжаемого звонка здесь неизвестна",
    "the apology could not be played": "извинение не проиграть",
    "a component failed": "сбой компонента",
    "the interpreter itself failed": "сбой самого интерпретатора",
    "notification": "уведомление",
    "shared variables are lost": "общие переменные потеряны",
    "shared variables cannot be stored now": "общие переменные сейчас не сохранить",
    "a job is done": "задание выполнено",
    "a job's task is unknown": "задание неизвестного вида",
    "a job has killed its process too often": "задание слишком часто обрывало свой процесс",
    "a job has failed for good": "задание не удалось окончательно",
    "a job has failed and will be tried again": "задание не удалось и будет повторено",
    "somebody else has taken this job": "это задание взял кто-то другой",
    "a job's lease cannot be renewed": "задание сейчас не удержать",
    "the database is away; jobs wait for it": "база данных недоступна; задания ждут её",
    "jobs cannot be handed to Celery now; they wait": "задания сейчас не передать в Celery; они ждут",
    "periodic work cannot be planned now": "периодическую работу сейчас не запланировать",
    "the leadership could not be given up; it ends by itself": ("первенство не сложить; оно кончится само"),
    "how this process is cannot be written down": "состояние процесса не записать",
    "calls cannot be answered": "звонки не принять",
    "something did not end as it should": "что-то завершилось не так, как должно",
    **{state.wording.en: state.wording.ru for state in AmiState},
}

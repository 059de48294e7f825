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
    "the caller hung up first": "звонящий положил трубку раньше",
    "the hang-up lane ended early": "ветвь «При отбое» оборвалась",
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
    "the database is out of reach: %s": "база данных недоступна: %s",
    "Redis does not answer: %s": "Redis не отвечает: %s",
    "the data directory is out of reach: %s": "папка данных недоступна: %s",
    "events are lost: %s": "события потеряны: %s",
    "the history cannot be written now": "историю сейчас не записать",
    "the history's database is back": "база истории снова доступна",
    "the history's database is away; the spool keeps the calls": (
        "база истории недоступна; звонки хранит буфер на диске"
    ),
    "a record of the spool is no event": "запись буфера на диске не событие",
    "a call cannot be kept": "звонок не сохранить",
    "the names of the PBX cannot be read": "имена на АТС не прочитать",
    "the names of the PBX cannot be kept: the database is away": (
        "имена на АТС не сохранить: база данных недоступна"
    ),
    "the live events of a server have ended": "сервер больше не передаёт события вживую",
    "a server told nonsense": "сервер передал негодные события",
    "live events have one way out less": "одним путём передачи событий вживую меньше",
    "a batch of live events is lost": "пачка событий вживую потеряна",
    "notifications are lost": "уведомления потеряны",
    "notifications cannot be stored now": "уведомления сейчас не сохранить",
    "a notification cannot be stored": "уведомление не сохранить",
    "a reader of live events is gone": "читатель событий вживую отключился",
    "a reader of live events was too slow": "читатель событий вживую не успевал",
    "Redis is away: live events are not passed on (%s)": (
        "Redis недоступен: события вживую не передаются (%s)"
    ),
    "Redis is away: no live events (%s)": "Redis недоступен: событий вживую нет (%s)",
    "a trace sink failed": "сбой приёмника событий",
    "a call is refused: %s": "звонок не принят: %s",
    "a prompt could not be made: %s": "текст не озвучить: %s",
    "a prompt could not be made": "текст не озвучить",
    "After the log-in to AMI something could not be asked: %s": (
        "После входа в AMI не всё удалось спросить: %s"
    ),
    "What follows the log-in to AMI failed.": "Сбой сразу после входа в AMI.",
    "An AMI event could not be taken in (%s).": "Событие AMI не обработать (%s).",
    "An AGI session ended with its connection.": "Сеанс AGI кончился вместе с соединением.",
    "The handler of an AGI session failed (%s).": "Сбой обработки сеанса AGI (%s).",
    "a browser asked for what the database cannot tell now": "браузер спросил то, чего база сейчас не скажет",
    "a part of the live side has failed": "сбой части, которая показывает звонки вживую",
    "the rights of open sockets cannot be checked now": "права открытых соединений сейчас не проверить",
    "the database does not serve a request of the API": "база данных не отвечает на запрос API",
    **{state.wording.en: state.wording.ru for state in AmiState},
}

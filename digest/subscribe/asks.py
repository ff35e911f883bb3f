"""What people ask, whatever words they have for it."""

from enum import StrEnum


class Ask(StrEnum):
    """What a line begins with."""

    SUBSCRIBE = "subscribe"
    #: The same in words that may mean something else.
    JOIN = "join"
    #: Topics beside those there are.
    LIKE = "like"
    CONFIRM = "confirm"
    LEAVE = "leave"
    PREFERENCES = "preferences"
    #: Clauses of any kind: topics, time, zone, days.
    WISHES = "wishes"
    TIME = "time"
    ZONE = "zone"
    LANGUAGE = "language"
    NAME = "name"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    #: The whole list of followed words.
    FOLLOWED = "followed"
    MUTE = "mute"
    UNMUTE = "unmute"
    MUTED = "muted"
    MUTE_SOURCE = "mute source"
    UNMUTE_SOURCE = "unmute source"
    MUTED_SOURCES = "muted sources"
    PREFER = "prefer"
    PREFER_SOURCE = "prefer source"
    UNPREFER = "unprefer"
    SOURCES = "sources"
    STORIES = "stories"
    PICTURES = "pictures"
    WITH_PICTURES = "with pictures"
    NO_PICTURES = "no pictures"
    OUTSIDE = "outside"
    NO_OUTSIDE = "no outside"
    QUIET = "quiet"
    #: "no sport", "no football"
    NEVER = "never"
    #: Topics alone: "remove sport".
    REMOVE = "remove"
    PAUSE = "pause"
    RESUME = "resume"
    SEND = "send"
    MORE = "more"
    #: Words that may be no topic.
    ABOUT = "more about"
    LESS = "less"
    FORGET = "forget"
    EXPORT = "export"
    ERASE = "erase"
    HELP = "help"
    END = "end"

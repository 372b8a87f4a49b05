//! The reasons for which a platform refuses.

/// Why the platform refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breach {
    /// The customer or the business has blocked the other.
    Blocked,
    /// What was taken from the business for a time, or for good.
    Sanctioned,
    /// The text is longer than the platform takes.
    TooLong,
    /// The platform has no such way to send, at this date or at all.
    UnknownWay,
    /// The tag does not exist at this date, or never did.
    UnknownTag,
    /// The app lacks the permission.
    NoPermission,
    /// A page used the news tag without being a news page.
    NotANewsPage,
    /// The customer has no thread with the business.
    NoThread,
    /// The window has closed, or the tag's own time is over.
    OutsideWindow,
    /// The way carries another kind of content.
    WrongContent,
    /// No such token of this person.
    UnknownToken,
    /// The token has bought its message.
    TokenUsed,
    /// The token's time is over.
    TokenExpired,
    /// The customer wants no more marketing.
    StoppedMarketing,
    /// The last marketing message is too recent.
    TooSoon,
    /// Not to this country, or not from it.
    NotInThisCountry,
    /// No such comment.
    UnknownComment,
    /// The comment has had its private reply.
    CommentAnswered,
    /// The comment's time is over.
    CommentTooOld,
    /// The broadcast is over.
    LiveOver,
    /// No template of this name in this language.
    UnknownTemplate,
    /// The template is waiting for its review, or did not pass it.
    TemplateNotApproved,
    /// The template is paused for its quality.
    TemplatePaused,
    /// The template is disabled for good.
    TemplateDisabled,
    /// Marketing to the customer was held back within the last day.
    MarketingHeldBack,
    /// The business writes first to more people a day than it may.
    TooManyPeople,
}

impl Breach {
    /// A stable name for logs and tests.
    pub fn code(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Sanctioned => "sanctioned",
            Self::TooLong => "too-long",
            Self::UnknownWay => "unknown-way",
            Self::UnknownTag => "unknown-tag",
            Self::NoPermission => "no-permission",
            Self::NotANewsPage => "not-a-news-page",
            Self::NoThread => "no-thread",
            Self::OutsideWindow => "outside-window",
            Self::WrongContent => "wrong-content",
            Self::UnknownToken => "unknown-token",
            Self::TokenUsed => "token-used",
            Self::TokenExpired => "token-expired",
            Self::StoppedMarketing => "stopped-marketing",
            Self::TooSoon => "too-soon",
            Self::NotInThisCountry => "not-in-this-country",
            Self::UnknownComment => "unknown-comment",
            Self::CommentAnswered => "comment-answered",
            Self::CommentTooOld => "comment-too-old",
            Self::LiveOver => "live-over",
            Self::UnknownTemplate => "unknown-template",
            Self::TemplateNotApproved => "template-not-approved",
            Self::TemplatePaused => "template-paused",
            Self::TemplateDisabled => "template-disabled",
            Self::MarketingHeldBack => "marketing-held-back",
            Self::TooManyPeople => "too-many-people",
        }
    }
}

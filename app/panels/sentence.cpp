#include "app/panels/sentence.hpp"

namespace loopscope::app::panels {

std::vector<StyledText> styled(const slides::Sentence& told) {
    std::vector<StyledText> runs;
    for (const slides::Span& span : told.spans) {
        WordStyle style = WordStyle::Regular;
        if (span.style == slides::SpanStyle::Strong) style = WordStyle::Strong;
        if (span.style == slides::SpanStyle::Code) style = WordStyle::Code;
        runs.push_back({span.text, style});
    }
    return runs;
}

std::vector<StyledText> sentence(const session::Session& session) {
    return styled(slides::narrate(session.shown_timeline(), session.shown_playhead().position));
}

}  // namespace loopscope::app::panels

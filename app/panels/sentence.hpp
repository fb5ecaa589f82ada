// One sentence: what has just happened, and why. A building block of several panels.
#pragma once

#include "app/panels/text_flow.hpp"
#include "app/session/session.hpp"
#include "core/slides/narration/narration.hpp"

#include <vector>

namespace loopscope::app::panels {

std::vector<StyledText> styled(const slides::Sentence& told);

// At the playhead; empty before anything has happened.
std::vector<StyledText> sentence(const session::Session& session);

}  // namespace loopscope::app::panels

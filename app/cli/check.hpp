// `loopscope check`: what is wrong with a deck, with file and line, and which of its claims do not hold.
#pragma once

#include "app/cli/play.hpp"
#include "core/lessons/deck.hpp"

namespace loopscope::app::cli {

// One line for each mistake, as soon as it is found; or one line that says there is none. True: nothing is
// wrong. Ends early when the sink wants no more.
bool check(const lessons::Deck& deck, const record::Limits& limits, const Sink& sink);

}  // namespace loopscope::app::cli

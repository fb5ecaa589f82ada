// The loop in a narrow column beside the loop slide: a small ring with the time in it, what is ready, the
// timers, the thread pool where one is used, and a card that says what happens now. A run without a loop
// shows its threads.
#pragma once

#include "core/slides/narration/narration.hpp"
#include "core/slides/slide.hpp"

namespace loopscope::slides {

struct StripInput {
    Frame frame;
    timeline::ThreadId thread = 0;       // which loop; 0: the one that did something last
    const Sentence* sentence = nullptr;  // for the "Now" card; null: the strip's own words
};

// Fills frame.size, from 300 x 420 to about 420 x 800, its card included. Where it is low, the thread pool,
// then timers and ready tasks beyond the first ones are left out. Hot items: "task/<id>".
stage::DisplayList anatomy_strip(const StripInput& input);

}  // namespace loopscope::slides

// `loopscope play LESSON --headless`: runs a lesson and prints what happened, event by event, while it
// happens.
#pragma once

#include "app/cli/arguments.hpp"
#include "app/session/run_factory.hpp"

#include <csignal>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace loopscope::app::cli {

// Where lines go. Returns false when nobody wants any more of them.
using Sink = std::function<bool(std::string_view)>;

struct PlayOptions {
    session::RunFactory start;                                // empty: the real thing
    const volatile std::sig_atomic_t* interrupted = nullptr;  // not 0: stop
};

struct Played {
    trace::Outcome outcome = trace::Outcome::Done;
    std::string message;       // why it failed
    bool interrupted = false;  // stopped from outside
    bool cut = false;          // the sink wanted no more
};

// Ends early, and the run with it, when the sink wants no more or `interrupted` is set.
Played play(const Play& request, const Sink& sink, const PlayOptions& options = {});

}  // namespace loopscope::app::cli

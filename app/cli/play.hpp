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
    // Empty: the real thing.
    session::RunFactory start;
    // Not 0: stop.
    const volatile std::sig_atomic_t* interrupted = nullptr;
};

struct Played {
    trace::Outcome outcome = trace::Outcome::Done;
    // Why it failed.
    std::string message;
    // Stopped from outside.
    bool interrupted = false;
    // The sink wanted no more.
    bool cut = false;
    // The limit that it was stopped at, as a sentence goes on; empty: none.
    std::string limit;
};

// Ends early, and the run with it, when the sink wants no more or `interrupted` is set.
Played play(const Play& request, const Sink& sink, const PlayOptions& options = {});

}  // namespace loopscope::app::cli

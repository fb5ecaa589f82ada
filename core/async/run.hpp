// A run: one program, executed on threads of its own under one recorder, one clock and one gate. This is all
// that the app and the command line need to know of async.
#pragma once

#include "core/base/time.hpp"
#include "core/trace/control.hpp"
#include "core/trace/event.hpp"
#include "core/trace/tables.hpp"

#include <chrono>
#include <functional>
#include <limits>
#include <memory>
#include <string>

namespace loopscope::async {

inline constexpr double kAsFastAsPossible = std::numeric_limits<double>::infinity();

struct RunOptions {
    std::string name = "run";
    double speed = 1.0;       // loop seconds per wall second; kAsFastAsPossible: virtual time, deterministic
    bool start_held = false;  // held right behind RunBegin
    bool record =
        true;  // without it the run leaves no trace and cannot be held, for measuring what that costs
    // Called, on some thread of the run, when there are new events and wait_for_events or drain was called
    // since the last time. Must be quick and must not call into the Run.
    std::function<void()> on_events;
};

class Run;
// Starts a program, wherever it is: a function of this process, or a process of its own
// (remote/remote_run.hpp).
using Starter = std::function<std::unique_ptr<Run>(RunOptions)>;
// `program` as Run::start takes it; it may be started several times.
Starter in_this_process(std::function<void()> program);

class Run {
public:
    // Starts `program` on a new thread. An exception that leaves it ends the run as Failed, with its text.
    static std::unique_ptr<Run> start(std::function<void()> program, RunOptions options = {});

    // Stops (as Stop does) and joins. Never waits for anything but the end of the current step.
    virtual ~Run() = default;

    // From any thread; returns at once. In effect before the program's next event; a clock that is to stand
    // still stands still on return.
    virtual void send(const trace::Control& control) = 0;

    // Appends what was recorded since the last call to `out`, in order of seq. Owner thread only.
    virtual std::size_t drain(std::vector<trace::Event>& out) = 0;
    // Blocks the owner until there is something to drain, the run has ended, or `most` has passed.
    virtual void wait_for_events(std::chrono::milliseconds most) = 0;

    [[nodiscard]] virtual std::shared_ptr<const trace::Tables> tables() const = 0;
    [[nodiscard]] virtual Nanos loop_time() const = 0;  // now; any thread
    [[nodiscard]] virtual Nanos wall_time() const = 0;  // since RunBegin; any thread
    [[nodiscard]] virtual bool held() const = 0;        // stands still at the gate
    [[nodiscard]] virtual bool ended() const = 0;       // every thread of it has ended and all is recorded
};

}  // namespace loopscope::async

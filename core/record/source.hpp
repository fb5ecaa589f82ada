// Where the events of a run come from: a program of this process, a process of its own, a file. Whoever shows
// a run knows no more of it than this.
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
#include <vector>

namespace loopscope::record {

inline constexpr double kAsFastAsPossible = std::numeric_limits<double>::infinity();

struct SourceOptions {
    std::string name = "run";
    double speed = 1.0;       // loop seconds per wall second; kAsFastAsPossible: virtual time, deterministic
    bool start_held = false;  // held right behind RunBegin
    // Without it the run leaves no trace and cannot be held, for measuring what that costs.
    bool record = true;
    // Called, on some thread of the source, when there are new events or the run has ended, and drain or
    // wait_for_events was called since the last time. Must be quick and must not call into the source.
    std::function<void()> on_events;
};

class Source {
public:
    Source() = default;
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    // Stops (as Stop does) and joins.
    virtual ~Source() = default;

    // From any thread; waits for nobody. In effect before the program's next event.
    virtual void send(const trace::Control& control) = 0;

    // Appends what was recorded since the last call to `out`, in order of seq. One thread at a time, which
    // may change: see Keeper.
    virtual std::size_t drain(std::vector<trace::Event>& out) = 0;
    // Blocks whoever drains until there is something to drain, the run has ended, somebody has called wake(),
    // or `most` has passed.
    virtual void wait_for_events(std::chrono::milliseconds most) = 0;
    // From any thread: ends the wait_for_events that goes on, or else the next one.
    virtual void wake() = 0;

    // What the events of any batch refer to is there when drain returns it.
    [[nodiscard]] virtual std::shared_ptr<const trace::Tables> tables() const = 0;
    // The next four from any thread, without waiting.
    [[nodiscard]] virtual Nanos loop_time() const = 0;  // now
    [[nodiscard]] virtual Nanos wall_time() const = 0;  // since RunBegin
    // Stands still at the gate, or as soon as it comes to it; all that it has done before is there for the
    // next drain.
    [[nodiscard]] virtual bool held() const = 0;
    // Every thread of it has ended, and all is there for the next drain.
    [[nodiscard]] virtual bool ended() const = 0;
};

// Starts a program, wherever it is. Throws std::exception when it can't.
using Starter = std::function<std::unique_ptr<Source>(SourceOptions)>;

}  // namespace loopscope::record

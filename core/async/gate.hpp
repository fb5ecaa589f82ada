// Holds a run right behind any event, and lets it go on by steps. The gate is asked after every event of
// every thread, so a program cannot tell a pause from none: its clock stands still, and no event of its own
// is added or moved.
#pragma once

#include "core/async/clock.hpp"
#include "core/trace/control.hpp"
#include "core/trace/recorder.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

namespace loopscope::async {

class Gate {
public:
    Gate(LoopClock& clock, trace::Recorder& recorder) : clock_(clock), recorder_(recorder) {}

    // Whether pass() has to be called at all; costs a load when the run is free.
    [[nodiscard]] bool armed() const { return armed_.load(std::memory_order_relaxed); }

    // Called by the thread that has just recorded `event` into `ring`. Returns when the program may go on;
    // once the run stops, at once.
    void pass(trace::Ring& ring, const trace::Event& event);

    // Any thread. Takes effect before the next event of the run.
    void send(const trace::Control& control);

    // The run stands still, or will at its next event.
    [[nodiscard]] bool held() const;
    [[nodiscard]] bool stopping() const { return stopping_.load(std::memory_order_relaxed); }

private:
    enum class Mode : std::uint8_t { Open, Held, Stepping, Until };

    void apply(const trace::Pause&);
    void apply(const trace::Resume&);
    void apply(const trace::Step& step);
    void apply(const trace::RunUntil& until);
    void apply(const trace::SetBreakpoints& breakpoints);
    void apply(const trace::SetSpeed& speed);
    void apply(const trace::Stop&);
    void hold(trace::GateCause cause);
    void let_go(Mode mode, bool skip_waits);
    void start_clock();
    void rearm();
    [[nodiscard]] std::optional<trace::GateCause> stops_at(const trace::Event& event) const;

    LoopClock& clock_;
    trace::Recorder& recorder_;
    std::atomic<bool> armed_{false};
    std::atomic<bool> stopping_{false};

    mutable std::mutex mutex_;  // guards what follows; taken before the clock's
    std::condition_variable opened_;
    Mode mode_ = Mode::Open;
    trace::GateCause cause_ = trace::GateCause::Pause;
    trace::Step step_;
    trace::Breakpoint until_;
    std::vector<trace::Breakpoint> breakpoints_;
    int waiting_ = 0;            // threads that stand at the gate
    bool skip_waits_ = false;    // of the step under way
    bool clock_waits_ = false;   // the first of them to wake starts the clock
    bool closed_noted_ = false;  // GateClosed has been recorded and GateOpened has not
    bool rate_changed_ = false;  // ClockChanged is still to be recorded
};

}  // namespace loopscope::async

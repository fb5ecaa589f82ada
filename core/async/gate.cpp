#include "core/async/gate.hpp"

#include <cmath>
#include <utility>

namespace loopscope::async {

using trace::GateCause;
using trace::Kind;

void Gate::pass(trace::Ring& ring, const trace::Event& event) {
    // Nothing follows the end, so nothing is left to be held.
    if (event.kind == Kind::RunEnd) return;
    std::unique_lock lock{mutex_};
    if (stopping()) return;
    // A note may have to wait until the owner drains, and the owner may be in send(): never with the lock.
    const auto note = [&](Kind kind, std::uint32_t object = 0) {
        const auto reason = static_cast<std::uint8_t>(kind == Kind::ClockChanged ? GateCause::Pause : cause_);
        lock.unlock();
        recorder_.emit(ring, {.time = clock_.now().count(),
                              .arg = clock_.wall().count(),
                              .object = object,
                              .kind = kind,
                              .reason = reason});
        lock.lock();
    };
    if (rate_changed_) {
        rate_changed_ = false;
        rearm();
        const double rate = clock_.rate();
        note(Kind::ClockChanged, std::isinf(rate) ? 0 : static_cast<std::uint32_t>(std::lround(rate * 1000)));
    }
    if (mode_ != Mode::Held) {
        const std::optional<GateCause> cause = stops_at(event);
        if (!cause) return;
        hold(*cause);
    }
    // Several threads may stand here; one of them says so.
    ++waiting_;
    const bool first = !closed_noted_;
    if (first) {
        closed_noted_ = true;
        note(Kind::GateClosed);
    }
    opened_.wait(lock, [this] { return mode_ != Mode::Held || stopping(); });
    --waiting_;
    if (first) {
        closed_noted_ = false;
        note(Kind::GateOpened);
    }
    if (std::exchange(clock_waits_, false)) start_clock();
}

std::optional<GateCause> Gate::stops_at(const trace::Event& event) const {
    if (mode_ != Mode::Stepping && trace::hits_any(breakpoints_, event, recorder_.tables()))
        return GateCause::Breakpoint;
    if (mode_ == Mode::Stepping && trace::ends_step(event, step_.granularity)) return GateCause::Step;
    if (mode_ == Mode::Until && trace::hits(until_, event, recorder_.tables())) return GateCause::Breakpoint;
    return std::nullopt;
}

void Gate::send(const trace::Control& control) {
    const std::scoped_lock lock{mutex_};
    std::visit([this](const auto& wish) { apply(wish); }, control);
}

bool Gate::held() const {
    const std::scoped_lock lock{mutex_};
    return mode_ == Mode::Held;
}

void Gate::apply(const trace::Pause&) {
    hold(GateCause::Pause);
}
void Gate::apply(const trace::Resume&) {
    let_go(Mode::Open, false);
}
void Gate::apply(const trace::Step& step) {
    step_ = step;
    let_go(Mode::Stepping, step.skip_waits);
}
void Gate::apply(const trace::RunUntil& until) {
    until_ = until.breakpoint;
    let_go(Mode::Until, until.skip_waits);
}
void Gate::apply(const trace::SetBreakpoints& breakpoints) {
    breakpoints_ = breakpoints.all;
    rearm();
}
void Gate::apply(const trace::SetSpeed& speed) {
    if (!(speed.rate > 0) || speed.rate == clock_.rate()) return;
    clock_.set_rate(speed.rate);
    rate_changed_ = true;
    rearm();
}
void Gate::apply(const trace::Stop&) {
    stopping_.store(true);
    armed_.store(true);
    opened_.notify_all();
    recorder_.abandon();
    clock_.stop();
}

// Time stands still from here on, also for a thread that only notices at its next event.
void Gate::hold(GateCause cause) {
    mode_ = Mode::Held;
    recorder_.board().held.store(1, std::memory_order_release);
    cause_ = cause;
    clock_waits_ = false;
    clock_.stand_still();
    rearm();
}

void Gate::let_go(Mode mode, bool skip_waits) {
    mode_ = mode;
    recorder_.board().held.store(0, std::memory_order_release);
    skip_waits_ = skip_waits;
    // A thread that stands here has to wake first, which must not cost the program any time.
    clock_waits_ = waiting_ > 0;
    if (!clock_waits_) start_clock();
    rearm();
    opened_.notify_all();
}

void Gate::start_clock() {
    if (skip_waits_) {
        clock_.stand_still(true);
    } else {
        clock_.go();
    }
}

void Gate::rearm() {
    armed_.store(stopping() || mode_ != Mode::Open || !breakpoints_.empty() || rate_changed_);
}

}  // namespace loopscope::async

#include "app/session/player.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace loopscope::app::session {
namespace {

constexpr int kMostQueuedSteps = 8;

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
// The compiler would guess it, but clang-tidy 14 does not.
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

bool has_beat_after(const timeline::Timeline& timeline, std::size_t position) {
    return timeline.last_beat() > position;
}

std::int64_t nanos(double seconds) {
    return static_cast<std::int64_t>(seconds * 1e9);
}

}  // namespace

std::size_t head_of(const timeline::Timeline& timeline) {
    std::size_t head = timeline.size();
    while (head > 0 && trace::is_control(timeline[head - 1].kind)) --head;
    return head;
}

void Player::restart(bool playing) {
    playing_ = playing;
    position_ = 0;
    time_ = 0;
    left_ = duration_ = 0;
    at_head_ = true;
    gap_ = false;
    asked_.reset();
    steps_to_ask_ = 0;
    running_ = settles_ = to_breakpoint_ = hit_breakpoint_ = ended_ = false;
    seen_ = 0;
    last_now_.reset();
    wishes_.clear();
    wishes_.emplace_back(trace::SetBreakpoints{breakpoints_});
}

bool Player::is_free() const {
    return pace_ == Pace::Free || std::isinf(speed_) || to_breakpoint_;
}

void Player::apply(const PlayerCommand& command, const timeline::Timeline& timeline) {
    std::visit(Overloaded{
                   [&](const Play&) { play(timeline); },
                   [&](const Pause&) { pause_at_head(); },
                   [&](const Toggle&) { playing_ ? pause_at_head() : play(timeline); },
                   [&](const Forward&) { forward(timeline); },
                   [&](const Back&) { back(timeline); },
                   [&](const ToStart&) {
                       pause();
                       go(0, timeline);
                   },
                   [&](const ToHead&) { go(head_of(timeline), timeline); },
                   [&](const Seek& seek) {
                       pause();
                       go(seek.position, timeline);
                   },
                   [&](const Scrub& scrub) {
                       pause();
                       go(timeline.position_at(scrub.time), timeline);
                       const std::int64_t end = timeline.time_at(timeline.size());
                       time_ = std::clamp(scrub.time, time_, std::max(time_, end));
                   },
                   [&](const ScrubRace&) {},
                   [&](const SetSpeed& s) { set_speed(s.speed); },
                   [&](const SetPace& p) {
                       if (pace_ == p.pace) return;
                       pace_ = p.pace;
                       // From free to teaching the program must stand still again before the next beat.
                       if (running_ && !is_free()) {
                           wishes_.emplace_back(trace::Pause{});
                           running_ = false;
                       }
                   },
                   [&](const SetGranularity& g) { granularity_ = g.granularity; },
                   [&](const SetReducedMotion& r) { reduced_ = r.reduced; },
                   [&](const SetBreakpoints& b) {
                       breakpoints_ = b.all;
                       wishes_.emplace_back(trace::SetBreakpoints{breakpoints_});
                   },
                   [&](const RunToBreakpoint&) { run_to_breakpoint(timeline); },
               },
               command);
}

void Player::set_speed(double speed) {
    if (std::isnan(speed)) return;
    const bool was_free = is_free();
    speed_ = std::isinf(speed) ? speed : std::clamp(speed, kLeastSpeed, kMostSpeed);
    wishes_.emplace_back(trace::SetSpeed{speed_});
    if (was_free && !is_free() && running_) {
        wishes_.emplace_back(trace::Pause{});
        running_ = false;
    }
}

void Player::play(const timeline::Timeline& timeline) {
    if (playing_) return;
    if (where() == Where::Ended) go(0, timeline);
    playing_ = true;
    settles_ = false;
    hit_breakpoint_ = false;
    steps_to_ask_ = 0;
    last_now_.reset();
}

void Player::pause() {
    if (running_ || asked_) {
        wishes_.emplace_back(trace::Pause{});
        running_ = false;
        asked_.reset();
    }
    playing_ = false;
    to_breakpoint_ = false;
    steps_to_ask_ = 0;
    gap_ = false;
}

void Player::pause_at_head() {
    const bool goes_on = running_ || asked_;
    pause();
    settles_ = settles_ || goes_on;
}

// The program has come to its halt: what it did meanwhile is shown, so that the pause is at the head.
void Player::settle(const timeline::Timeline& timeline) {
    if (!std::exchange(settles_, false) || !has_beat_after(timeline, position_)) return;
    show(head_of(timeline), timeline, std::min(kBeatSeconds, kBeatSeconds / speed_));
}

void Player::go(std::size_t position, const timeline::Timeline& timeline) {
    position_ = std::min(position, timeline.size());
    time_ = timeline.time_at(position_);
    left_ = duration_ = 0;
    gap_ = settles_ = false;
    at_head_ = !has_beat_after(timeline, position_);
    hit_breakpoint_ = false;
}

void Player::change_to(const timeline::Timeline& timeline) {
    seen_ = timeline.size();
    go(head_of(timeline), timeline);
}

void Player::show(std::size_t position, const timeline::Timeline& timeline, double duration) {
    go(position, timeline);
    left_ = duration_ = duration;
}

void Player::forward(const timeline::Timeline& timeline) {
    // Where the program was on its way through a wait, this step takes it to the end of it.
    const bool was_waiting = asked_ && !asked_->manual;
    if (playing_) {
        playing_ = to_breakpoint_ = false;
        if (was_waiting) asked_.reset();
        if (running_) {
            running_ = false;
            wishes_.emplace_back(trace::Pause{});
        }
    }
    if (asked_) {
        steps_to_ask_ = std::min(steps_to_ask_ + 1, kMostQueuedSteps);
        return;
    }
    const double duration = std::min(kBeatSeconds, kBeatSeconds / speed_);
    if (has_beat_after(timeline, position_)) {
        const auto end = timeline.step_forward(position_, granularity_);
        show(end ? *end : head_of(timeline), timeline, duration);
        return;
    }
    if (ended_) {
        go(head_of(timeline), timeline);
        return;
    }
    left_ = 0;
    ask_for_step(granularity_, true);
}

void Player::back(const timeline::Timeline& timeline) {
    pause();
    go(timeline.step_back(position_, granularity_), timeline);
}

void Player::ask_for_step(trace::Granularity granularity, bool manual) {
    wishes_.emplace_back(trace::Step{granularity, manual});
    asked_ = Asked{manual, false};
    settles_ = false;
}

bool Player::crosses_breakpoint(std::size_t from, std::size_t to, const timeline::Timeline& timeline) const {
    if (breakpoints_.empty()) return false;
    for (std::size_t i = from; i < to && i < timeline.size(); ++i) {
        if (trace::hits_any(breakpoints_, timeline[i], timeline.tables())) return true;
    }
    return false;
}

void Player::run_to_breakpoint(const timeline::Timeline& timeline) {
    if (breakpoints_.empty()) return;
    pause();
    for (std::size_t i = position_; i < timeline.size(); ++i) {
        if (!trace::hits_any(breakpoints_, timeline[i], timeline.tables())) continue;
        go(i + 1, timeline);
        hit_breakpoint_ = true;
        return;
    }
    if (ended_) {
        go(head_of(timeline), timeline);
        return;
    }
    go(head_of(timeline), timeline);
    playing_ = to_breakpoint_ = true;
}

void Player::note_new_events(const timeline::Timeline& timeline) {
    for (; seen_ < timeline.size(); ++seen_) ended_ = ended_ || timeline[seen_].kind == trace::Kind::RunEnd;
    at_head_ = !has_beat_after(timeline, position_);
}

// The program stands still although it was told to go: it has done what it was asked for.
void Player::note_held(const timeline::Timeline& timeline) {
    if (running_ && running_sent_) {
        running_ = playing_ = to_breakpoint_ = false;
        go(head_of(timeline), timeline);
        hit_breakpoint_ = !ended_;
    }
    if (!asked_ || !asked_->sent) return;
    const bool manual = asked_->manual;
    asked_.reset();
    if (!manual) return;
    show(head_of(timeline), timeline, std::min(kBeatSeconds, kBeatSeconds / speed_));
    if (steps_to_ask_ > 0 && !ended_) {
        --steps_to_ask_;
        ask_for_step(granularity_, true);
    }
}

void Player::update(double now, const timeline::Timeline& timeline, const Program& program) {
    const double dt = last_now_ ? std::max(0.0, now - *last_now_) : 0.0;
    last_now_ = now;
    note_new_events(timeline);
    ended_ = ended_ || program.ended;
    if (program.held || ended_) {
        note_held(timeline);
        settle(timeline);
    }
    if (is_free() && playing_) {
        update_free(dt, timeline, program);
    } else {
        update_beats(dt, timeline, program);
    }
    at_head_ = !has_beat_after(timeline, position_);
    // At the head the time is the program's own, also where it was stopped within a wait.
    if (at_head_ && !ended_ && left_ <= 0) time_ = std::max(time_, program.loop_time);
}

// Beats that were recorded follow one another without asking; loop time between them passes at the chosen
// speed.
void Player::update_beats(double dt, const timeline::Timeline& timeline, const Program& program) {
    double budget = dt;
    gap_ = false;
    while (true) {
        const double used = std::min(budget, left_);
        left_ -= used;
        budget -= used;
        if (left_ > 0 || !playing_) return;
        if (!has_beat_after(timeline, position_)) break;

        const std::size_t next = timeline.next_beat(position_);
        const std::int64_t gap = timeline.time_at(next) - time_;
        if (gap > nanos(budget * speed_)) {
            time_ += nanos(budget * speed_);
            gap_ = true;
            return;
        }
        budget = std::max(0.0, budget - static_cast<double>(std::max<std::int64_t>(gap, 0)) * 1e-9 / speed_);
        const std::size_t from = position_;
        show(next, timeline, kBeatSeconds / speed_);
        if (crosses_breakpoint(from, next, timeline)) {
            playing_ = false;
            hit_breakpoint_ = true;
        }
        if (ended_ && !has_beat_after(timeline, next)) playing_ = false;
    }
    if (ended_) {
        playing_ = false;
        return;
    }
    if (!asked_) ask_for_step(trace::Granularity::Beat, false);
    time_ = std::max(time_, program.loop_time);
}

void Player::update_free(double dt, const timeline::Timeline& timeline, const Program& program) {
    left_ = 0;
    gap_ = false;
    if (!running_ && has_beat_after(timeline, position_) && !std::isinf(speed_)) {
        // Looking back: the recorded past runs by before the program may go on.
        const std::size_t from = position_;
        time_ += nanos(dt * speed_);
        position_ = std::max(position_, timeline.position_at(time_));
        gap_ = true;
        if (crosses_breakpoint(from, position_, timeline)) {
            pause();
            hit_breakpoint_ = true;
        }
        if (has_beat_after(timeline, position_)) return;
    }
    if (!playing_) return;
    position_ = head_of(timeline);
    time_ = timeline.time_at(position_);
    if (ended_) {
        playing_ = running_ = to_breakpoint_ = false;
        return;
    }
    if (!running_) {
        asked_.reset();
        running_ = true;
        running_sent_ = false;
        wishes_.emplace_back(trace::Resume{});
    }
    time_ = std::max(time_, program.loop_time);
}

std::vector<trace::Control> Player::take_wishes() {
    if (asked_) asked_->sent = true;
    running_sent_ = running_;
    return std::exchange(wishes_, {});
}

slides::Playhead Player::playhead() const {
    slides::Playhead head;
    head.position = position_;
    head.time = time_;
    head.live = where() == Where::Live;
    if (left_ > 0 && duration_ > 0 && !reduced_) head.progress = static_cast<float>(1.0 - left_ / duration_);
    return head;
}

Where Player::where() const {
    if (!at_head_) return Where::Replaying;
    return ended_ ? Where::Ended : Where::Live;
}

std::string_view Player::where_text() const {
    switch (where()) {
        case Where::Ended: return "at the end";
        case Where::Replaying:
            return ended_ ? "looking back: the run is over" : "looking back: the program stands still";
        case Where::Live: break;
    }
    if (hit_breakpoint_) return "live: the program is held at a breakpoint";
    if (running_) return "live: the program runs freely";
    if (playing_ || asked_) return "live: the program takes this step now";
    return "live: the program is held here";
}

bool Player::moving() const {
    return (left_ > 0 && !reduced_) || counting();
}

bool Player::counting() const {
    return left_ <= 0 && playing_ && (gap_ || asked_ || running_);
}

std::optional<double> Player::due_in() const {
    if (left_ > 0) return left_;
    // Told to play, and not yet asked what that means now.
    if (playing_ && !counting()) return 0.0;
    return std::nullopt;
}

}  // namespace loopscope::app::session

// What the anatomy shows of one loop: its current turn phase by phase, its poll, and how the step that runs
// came about. Read from the events behind the playhead; nothing is drawn here.
#pragma once

#include "core/slides/slide.hpp"
#include "core/timeline/timeline.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace loopscope::slides {

struct PhaseUse {
    trace::Phase phase = trace::Phase::None;
    int callbacks = 0;      // that ran in it in this turn so far
    std::int64_t time = 0;  // ns spent in it in this turn so far
    bool in_turn = false;   // entered in this turn
    bool ever = false;      // entered at any time so far
};
inline constexpr std::size_t kPhaseCount = 7;

// One link of the chain that led to the step that runs, in the order in which it was recorded.
struct StoryStep {
    enum class Place : std::uint8_t { Timer, Socket, Worker, Poll, Queue, Runs };
    Place place = Place::Runs;
    std::string words;
};

struct Poll {
    bool known = false;        // the loop has polled, at least once
    bool sleeping = false;     // right now: not while it only looks
    bool only_looked = false;  // its timeout was 0
    bool endless = false;      // no timeout: until news
    std::int64_t begin = 0;
    std::int64_t slept = 0;    // so far, or in all
    std::int64_t planned = 0;  // ns; 0 where endless
    trace::PollWake wake = trace::PollWake::Nothing;
};

struct LoopView {
    timeline::ThreadId thread = 0;  // 0: no loop in this program (so far)
    const timeline::ThreadState* state = nullptr;
    timeline::Few<timeline::ReadyItem> ready;  // both as far as there may be room for
    timeline::Few<timeline::Timer> timers;
    bool to_come = false;  // there is none yet, but there will be (or nothing is known so far)
    bool ended = false;    // it ran and is gone
    std::int64_t turn = 0;
    std::int64_t now = 0;  // loop time shown
    // In the order in which the phases come round: as observed, and where a phase was never seen, as in
    // libuv 1.44.
    std::array<PhaseUse, kPhaseCount> ring;
    int lit = -1;     // index in ring of the phase that goes on
    float along = 0;  // how far the token is on it
    Poll poll;
    timeline::TaskId running = 0;
    std::vector<StoryStep> story;  // empty where the step that runs was not led to by a poll
};

// `wanted` 0: the loop that did something last. `state` is that of timeline.state_at(playhead.position).
LoopView look_at_loop(const timeline::Timeline& timeline, const timeline::State& state,
                      const Playhead& playhead, timeline::ThreadId wanted = 0);

// Threads that run a loop, or ran one.
std::vector<timeline::ThreadId> loop_threads(const timeline::State& state);

// The number of `place` in the story, from 1; 0 where it has none.
int number_in(const LoopView& view, StoryStep::Place place);

}  // namespace loopscope::slides

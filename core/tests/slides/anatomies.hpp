// Anatomies for tests, and what is asked of them.
#pragma once

#include "core/slides/anatomy/anatomy.hpp"
#include "core/slides/anatomy/turn.hpp"
#include "core/tests/support/fixed_metrics.hpp"
#include "core/tests/support/said.hpp"
#include "core/tests/support/script.hpp"

#include <string>

namespace loopscope::test {

using slides::anatomy;
using slides::Frame;
using slides::look_at_loop;
using slides::LoopView;
using trace::Phase;

inline constexpr stage::Vec2 kLarge{1568, 760}, kSmall{1248, 580}, kStrip{312, 632};

inline Frame frame(const timeline::Timeline& timeline, std::size_t position, stage::Vec2 size,
                   std::int64_t time = -1) {
    Frame f;
    f.timeline = &timeline;
    f.playhead.position = position;
    f.playhead.time = time < 0 ? timeline.time_at(position) : time;
    f.size = size;
    f.metrics = &metrics();
    return f;
}

inline stage::DisplayList large(const timeline::Timeline& timeline, std::size_t position,
                                std::int64_t time = -1) {
    return anatomy({frame(timeline, position, kLarge, time), 0});
}

inline LoopView look(const timeline::Timeline& timeline, std::size_t position, std::int64_t time = 0) {
    return look_at_loop(timeline, timeline.state_at(position), {position, 1, time, false});
}

// The third poll of two_sleepers is the one that sleeps.
inline std::size_t asleep(const Script& script) {
    return after(script, trace::Kind::PollBegin, 3);
}

// A socket has news while the loop sleeps; its task runs, another is ready behind it.
inline Script socket_wakes() {
    Script s;
    s.run_begin().thread_begin(trace::ThreadRole::Main, "main").loop_begin();
    const trace::TaskId first = s.task("fetch(2)"), second = s.task("fetch(5)"), third = s.task("greet(Bo)");
    s.turn().look().at(374);
    s.step(first).watch(first, 14, trace::Interest::Read, "api:443").suspend(first, trace::Wait::Fd, 0, 14);
    s.step(second)
        .watch(second, 15, trace::Interest::Read, "api:443")
        .suspend(second, trace::Wait::Fd, 0, 15);
    s.step(third).sleep(third, 112);
    s.turn().phase(Phase::Prepare).poll_begin(ns(112)).later(38).poll_end(trace::PollWake::Io, 38);
    s.fd_ready(14).ready(first, trace::Cause::FdReady, 14);
    s.fd_ready(15).ready(second, trace::Cause::FdReady, 15);
    s.phase(Phase::Check).step(first).later(0.6);
    return s;
}

}  // namespace loopscope::test

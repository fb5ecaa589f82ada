// A run from its start to its end, as the list of its events.
#pragma once

#include "core/async/run.hpp"
#include "core/record/source.hpp"

#include <functional>
#include <thread>
#include <vector>

namespace loopscope::bench {

struct Recording {
    std::vector<trace::Event> events;
    std::shared_ptr<const trace::Tables> tables;
};

// `speed` as in SourceOptions.
inline Recording record(std::function<void()> program, double speed) {
    record::SourceOptions options;
    options.speed = speed;
    const auto run = async::start(std::move(program), options);
    Recording recording{{}, run->tables()};
    while (true) {
        const bool ended = run->ended();
        if (run->drain(recording.events) > 0) continue;
        if (ended) return recording;
        // As a window does it: a look for each frame. To be woken for every event would cost the program a
        // system call each time.
        std::this_thread::sleep_for(std::chrono::milliseconds{8});
    }
}

}  // namespace loopscope::bench

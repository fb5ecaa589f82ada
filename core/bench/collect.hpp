// A run from its start to its end, as the list of its events.
#pragma once

#include "core/async/run.hpp"

#include <functional>
#include <vector>

namespace loopscope::bench {

struct Recording {
    std::vector<trace::Event> events;
    std::shared_ptr<const trace::Tables> tables;
};

// `speed` as in RunOptions.
inline Recording record(std::function<void()> program, double speed) {
    async::RunOptions options;
    options.speed = speed;
    const auto run = async::Run::start(std::move(program), options);
    Recording recording{{}, run->tables()};
    while (true) {
        const bool ended = run->ended();
        if (run->drain(recording.events) > 0) continue;
        if (ended) return recording;
        run->wait_for_events(std::chrono::milliseconds{100});
    }
}

}  // namespace loopscope::bench

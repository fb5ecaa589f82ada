// Runs a program to its end in virtual time and gives back what was recorded.
#pragma once

#include "core/async/run.hpp"
#include "core/record/source.hpp"
#include "core/trace/words.hpp"

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace loopscope::test {

struct Recording {
    std::vector<trace::Event> events;
    std::shared_ptr<const trace::Tables> tables;

    [[nodiscard]] std::vector<trace::Event> of(trace::Kind kind) const {
        std::vector<trace::Event> found;
        for (const trace::Event& e : events) {
            if (e.kind == kind) found.push_back(e);
        }
        return found;
    }
    [[nodiscard]] std::vector<std::string> output() const {
        std::vector<std::string> lines;
        for (const trace::Event& e : of(trace::Kind::Output)) lines.push_back(tables->string(e.object));
        return lines;
    }
    // "1.000000 text" for each printed line.
    [[nodiscard]] std::vector<std::string> timed_output() const {
        std::vector<std::string> lines;
        for (const trace::Event& e : of(trace::Kind::Output)) {
            lines.push_back(std::to_string(seconds(e.at())) + " " + tables->string(e.object));
        }
        return lines;
    }
    [[nodiscard]] trace::Outcome outcome() const { return events.back().as<trace::Outcome>(); }
    [[nodiscard]] const std::string& message() const { return tables->string(events.back().object); }
    // What the program did, without what the person in front of it did.
    [[nodiscard]] std::vector<trace::Event> of_the_program() const {
        std::vector<trace::Event> kept;
        for (trace::Event e : events) {
            if (trace::is_control(e.kind)) continue;
            e.seq = 0;
            kept.push_back(e);
        }
        return kept;
    }
};

// Drains until the run has ended; `meanwhile` is called again and again, with the number of events so far.
inline Recording finish(record::Source& run, const std::function<void(std::size_t)>& meanwhile = {}) {
    Recording recording{{}, run.tables()};
    for (bool last = false; !last;) {
        last = run.ended();
        run.drain(recording.events);
        if (last) break;
        if (meanwhile) {
            meanwhile(recording.events.size());
            std::this_thread::yield();
        } else {
            run.wait_for_events(std::chrono::milliseconds{20});
        }
    }
    return recording;
}

inline Recording record(const record::Starter& program) {
    record::SourceOptions options;
    options.speed = record::kAsFastAsPossible;
    return finish(*program(std::move(options)));
}

inline Recording record(std::function<void()> program, double speed = record::kAsFastAsPossible) {
    record::SourceOptions options;
    options.speed = speed;
    const auto run = async::start(std::move(program), std::move(options));
    return finish(*run);
}

}  // namespace loopscope::test

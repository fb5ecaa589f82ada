// A run in virtual time that nobody watches: it is drained whenever the window has a moment, until it ends or
// has gone on for too long.
#pragma once

#include "core/record/run_to_end.hpp"
#include "core/timeline/timeline.hpp"

#include <memory>
#include <optional>

namespace loopscope::app::session {

class QuietRun {
public:
    QuietRun(std::unique_ptr<record::Source> source, record::Limits limits);

    // Takes in what has been recorded; `now` in seconds, never less than before. Nothing: it goes on.
    std::optional<record::Reached> update(double now);

    // What it has recorded so far; nothing is left here, and update() must not be called again.
    std::unique_ptr<timeline::Timeline> take() { return std::move(timeline_); }

private:
    std::unique_ptr<record::Source> source_;
    record::Limits limits_;
    std::shared_ptr<record::Recording> recording_;
    record::Drain drain_;
    std::unique_ptr<timeline::Timeline> timeline_;
    std::optional<double> since_;
};

}  // namespace loopscope::app::session

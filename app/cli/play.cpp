#include "app/cli/play.hpp"

#include "app/cli/event_writer.hpp"
#include "core/slides/narration/narration.hpp"
#include "core/trace/words.hpp"

#include <chrono>
#include <vector>

#include <fmt/format.h>

namespace loopscope::app::cli {

namespace {

constexpr std::chrono::milliseconds kLongestWait{50};  // until an interruption is noticed

// With the number that `render --at` takes.
std::string event_to_text(const timeline::Timeline& timeline, std::size_t position) {
    return fmt::format("{:6}  {}\n", position - 1, slides::describe(timeline, position - 1));
}

Summary summarise(const timeline::Timeline& timeline, lessons::Mode mode, Nanos wall) {
    const timeline::State& last = timeline.state_at(timeline.size());
    Summary summary;
    summary.mode = lessons::mode_word(mode);
    summary.loop_s = seconds(Nanos{last.time});
    summary.wall_s = seconds(wall);
    summary.events = timeline.size();
    summary.tasks = last.task_count();
    summary.outcome = trace::word(last.outcome);
    return summary;
}

}  // namespace

Played play(const Play& request, const Sink& sink, const PlayOptions& options) {
    const Workload& load = request.workload;
    record::SourceOptions run_options;
    run_options.name = load.lesson->id;
    run_options.speed = request.fast ? record::kAsFastAsPossible : 1.0;
    const auto run =
        session::or_real(options.start)(load.lesson->program(load.mode, load.values), std::move(run_options));

    Played result;
    timeline::Timeline timeline(run->tables());
    std::vector<trace::Event> batch;
    while (true) {
        const bool ended = run->ended();
        batch.clear();
        if (run->drain(batch) == 0) {
            if (ended) break;
            run->wait_for_events(kLongestWait);
        }
        if (!result.interrupted && options.interrupted != nullptr && *options.interrupted != 0) {
            result.interrupted = true;
            run->send(trace::Stop{});
        }
        std::size_t position = timeline.size();
        timeline.append(batch);
        std::string lines;
        while (position < timeline.size()) {
            ++position;
            lines += request.format == Format::Json ? event_to_json(timeline, position)
                                                    : event_to_text(timeline, position);
        }
        if (!lines.empty() && !result.cut && !sink(lines)) {
            result.cut = true;
            run->send(trace::Stop{});
        }
    }

    const timeline::State& last = timeline.state_at(timeline.size());
    result.outcome = last.outcome;
    result.message = timeline.tables().string(last.message);
    const Summary summary = summarise(timeline, load.mode, run->wall_time());
    if (!result.cut)
        result.cut =
            !sink(request.format == Format::Json ? summary_to_json(summary) : summary_to_text(summary));
    return result;
}

}  // namespace loopscope::app::cli

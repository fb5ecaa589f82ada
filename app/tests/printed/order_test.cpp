// What the slides draw as printed, and in which order, is what the program printed: the real lesson, in every
// mode, its log taken from the lines of `play`, which no slide has a part in.
#include "app/cli/play.hpp"
#include "core/slides/columns/columns.hpp"
#include "core/slides/loop/loop_slide.hpp"
#include "core/tests/support/built_in_deck.hpp"
#include "core/tests/support/fixed_metrics.hpp"
#include "core/trace/words.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace loopscope::app {
namespace {

using lessons::Mode;
using Lines = std::vector<std::string>;

// A real run whose events are kept on their way to whoever drains it.
class WatchedRun final : public record::Source {
public:
    WatchedRun(std::unique_ptr<record::Source> run, std::vector<trace::Event>& kept)
        : run_(std::move(run)), kept_(kept) {}
    void send(const trace::Control& control) override { run_->send(control); }
    std::size_t drain(std::vector<trace::Event>& out) override {
        const std::size_t before = out.size(), count = run_->drain(out);
        kept_.insert(kept_.end(), out.begin() + static_cast<std::ptrdiff_t>(before), out.end());
        return count;
    }
    void wait_for_events(std::chrono::milliseconds most) override { run_->wait_for_events(most); }
    void wake() override { run_->wake(); }
    [[nodiscard]] std::shared_ptr<const trace::Tables> tables() const override { return run_->tables(); }
    [[nodiscard]] Nanos loop_time() const override { return run_->loop_time(); }
    [[nodiscard]] Nanos wall_time() const override { return run_->wall_time(); }
    [[nodiscard]] bool held() const override { return run_->held(); }
    [[nodiscard]] bool ended() const override { return run_->ended(); }

private:
    std::unique_ptr<record::Source> run_;
    std::vector<trace::Event>& kept_;
};

struct Printed {
    std::string text;
    std::uint64_t thread = 0;
    std::uint64_t task = 0;
};

struct Played {
    std::vector<Printed> log;                    // as `play` wrote it
    std::map<std::uint64_t, std::string> names;  // of the tasks, likewise
    std::unique_ptr<timeline::Timeline> timeline;

    [[nodiscard]] Lines lines() const {
        Lines lines;
        for (const Printed& each : log) lines.push_back(each.text);
        return lines;
    }
};

Played play(Mode mode, const lessons::Values& changes) {
    const lessons::Lesson& lesson = test::two_tasks();
    cli::Play request;
    request.workload.lesson = &lesson;
    request.workload.mode = mode;
    request.workload.values = lesson.initial_values();
    for (const auto& [name, value] : changes) request.workload.values[name] = value;
    request.fast = true;
    request.format = cli::Format::Json;

    std::vector<trace::Event> events;
    std::shared_ptr<const trace::Tables> tables;
    cli::PlayOptions options;
    options.start = [&](const record::Starter& program, record::SourceOptions how) {
        auto run = program(std::move(how));
        tables = run->tables();
        return std::make_unique<WatchedRun>(std::move(run), events);
    };
    std::string text;
    const cli::Played ended = cli::play(
        request,
        [&text](std::string_view lines) {
            text += lines;
            return true;
        },
        options);
    EXPECT_EQ(ended.outcome, trace::Outcome::Done) << ended.message;

    Played played;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        const nlohmann::json event = nlohmann::json::parse(line);
        const std::string kind = event.value("kind", "");
        if (kind == trace::word(trace::Kind::Output))
            played.log.push_back({event["text"], event["thread"], event["task"]});
        if (kind == trace::word(trace::Kind::TaskCreated)) played.names[event["task"]] = event["name"];
    }
    played.timeline = std::make_unique<timeline::Timeline>(tables);
    played.timeline->append(events);
    return played;
}

// The lines that the loop slide shows as printed, from top to bottom, page by page.
Lines drawn_on_the_loop_slide(const Played& played) {
    const test::FixedMetrics metrics;
    const std::size_t tasks = played.names.size();
    slides::Frame frame;
    frame.timeline = played.timeline.get();
    frame.playhead.position = played.timeline->size();
    frame.size = {900 + 300 * static_cast<float>(tasks), 900};
    frame.metrics = &metrics;
    const std::string_view lead = "prints ";

    slides::LoopSlide slide;
    const slides::LoopPicture whole = slide.build(frame);
    const float page = frame.size.y / 2;
    std::map<long, std::string> by_height;
    for (float top = 0;; top += page) {
        const float down = std::min(top, whole.most_scroll_down);
        frame.scroll_down = down - whole.scroll_down;
        for (const stage::Item& item : slide.build(frame).list.items) {
            const auto* text = std::get_if<stage::TextItem>(&item);
            if (text == nullptr || !text->text.starts_with(lead)) continue;
            // Half a pixel is far less than from one row to the next.
            by_height[std::lround((text->at.y + down) * 2)] = text->text.substr(lead.size());
        }
        if (down >= whole.most_scroll_down) break;
    }
    Lines lines;
    for (auto& [height, text] : by_height) lines.push_back(std::move(text));
    return lines;
}

// Who stands on the blocks of each thread's lane, from top to bottom.
std::vector<Lines> drawn_in_the_column(const Played& played) {
    const test::FixedMetrics metrics;
    const slides::ColumnRun run(*played.timeline, "One way");
    slides::ColumnsInput input;
    input.runs = {&run};
    input.now.time = run.end();
    input.size = {700 * static_cast<float>(run.lanes().size()),
                  60 * static_cast<float>(played.log.size()) + 900};
    input.metrics = &metrics;
    const stage::DisplayList list = slides::columns(input);

    std::set<std::string> names;
    for (const auto& task : run.tasks()) names.insert(task.name);
    std::vector<Lines> lanes;
    for (std::size_t i = 0; i < run.lanes().size(); ++i) {
        const auto id = "column/0/lane/" + std::to_string(i);
        const auto header = std::find_if(list.items.begin(), list.items.end(), [&](const stage::Item& item) {
            const auto* hot = std::get_if<stage::HotItem>(&item);
            return hot != nullptr && hot->id == id;
        });
        if (header == list.items.end()) return {};
        const stage::Rect box = std::get<stage::HotItem>(*header).box;
        std::map<float, std::string> by_height;
        for (const stage::Item& item : list.items) {
            const auto* text = std::get_if<stage::TextItem>(&item);
            if (text == nullptr || !names.contains(text->text)) continue;
            if (text->at.x < box.x || text->at.x > box.right() || text->at.y < box.bottom()) continue;
            by_height[text->at.y] = text->text;
        }
        Lines& lane = lanes.emplace_back();
        for (auto& [height, text] : by_height) lane.push_back(std::move(text));
    }
    return lanes;
}

// The same from the log: each of the lesson's steps prints one line.
std::vector<Lines> printed_by_thread(const Played& played) {
    std::map<std::uint64_t, Lines> threads;
    for (const Printed& each : played.log) {
        if (each.task != 0) threads[each.thread].push_back(played.names.at(each.task));
    }
    std::vector<Lines> lanes;
    for (auto& [thread, lines] : threads) lanes.push_back(std::move(lines));
    return lanes;
}

struct Way {
    Mode mode = Mode::Sync;
    const char* values_name = "";
    lessons::Values values;

    friend std::ostream& operator<<(std::ostream& out, const Way& way) {
        return out << lessons::mode_word(way.mode) << " " << way.values_name;
    }
};

std::vector<Way> in_every_mode(const std::vector<std::pair<const char*, lessons::Values>>& all_values) {
    std::vector<Way> all;
    for (const Mode mode : lessons::kModes) {
        for (const auto& [name, values] : all_values) all.push_back({mode, name, values});
    }
    return all;
}

std::vector<Way> waiting() {
    return in_every_mode({{"two_tasks", {}},
                          {"eight_tasks", {{"tasks", 8}}},
                          {"fifty_tasks", {{"tasks", 50}}},
                          {"block", {{"wait", 1}}},
                          {"eight_tasks_that_block", {{"tasks", 8}, {"wait", 1}}}});
}

// Then a step has several blocks in its column, and not all of them print.
std::vector<Way> working() {
    return in_every_mode({{"work", {{"work", 100}}},
                          {"eight_tasks_that_block_and_work", {{"tasks", 8}, {"wait", 1}, {"work", 100}}}});
}

class EveryWay : public testing::TestWithParam<Way> {};

TEST_P(EveryWay, LoopSlideShowsWhatWasPrintedInItsOrder) {
    const Played played = play(GetParam().mode, GetParam().values);
    ASSERT_GE(played.log.size(), 5U);

    EXPECT_EQ(drawn_on_the_loop_slide(played), played.lines());
}

class EveryWayToWait : public testing::TestWithParam<Way> {};

TEST_P(EveryWayToWait, ColumnShowsWhoPrintedInItsOrder) {
    const Played played = play(GetParam().mode, GetParam().values);

    EXPECT_EQ(drawn_in_the_column(played), printed_by_thread(played));
}

std::string name_of(const testing::TestParamInfo<Way>& info) {
    std::string name = std::string(lessons::mode_word(info.param.mode)) + "_" + info.param.values_name;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}
INSTANTIATE_TEST_SUITE_P(Waiting, EveryWay, testing::ValuesIn(waiting()), name_of);
INSTANTIATE_TEST_SUITE_P(Working, EveryWay, testing::ValuesIn(working()), name_of);
INSTANTIATE_TEST_SUITE_P(Waiting, EveryWayToWait, testing::ValuesIn(waiting()), name_of);

}  // namespace
}  // namespace loopscope::app

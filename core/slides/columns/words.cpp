#include "core/slides/columns/words.hpp"

#include "core/base/format.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace loopscope::slides {
namespace {

std::string counted(int n, const char* one) {
    return std::to_string(n) + " " + one + (n == 1 ? "" : "s");
}

bool about(std::int64_t a, std::int64_t b) {
    return std::abs(a - b) <= std::max(a, b) / 50;
}

WorkloadPart part_of(const Stretch& s) {
    if (s.doing == Doing::Blocked) {
        if (s.block == trace::Block::Sleep)
            return {true, s.planned >= 0 ? "sleep " + format_short(s.planned) : "sleep"};
        return {true, s.block == trace::Block::Lock ? "lock" : "call"};
    }
    if (s.to > s.from) return {false, "works " + format_short(s.to - s.from)};
    return {false, s.prints ? "prints" : "runs"};
}

// Children and peers that the clock knows nothing of.
bool has_outsiders(const ColumnRun& run) {
    return std::any_of(run.lanes().begin(), run.lanes().end(), [](const RunLane& lane) {
        return std::any_of(lane.beside.begin(), lane.beside.end(),
                           [](const Stretch& s) { return s.wait == trace::Wait::Process; });
    });
}

}  // namespace

std::string thread_words(const ColumnRun& run) {
    const auto& lanes = run.lanes();
    const auto workers = static_cast<int>(
        std::count_if(lanes.begin(), lanes.end(), [](const RunLane& lane) { return lane.worker != 0; }));
    const int threads = static_cast<int>(lanes.size()) - workers, loops = run.loops();
    std::string words = counted(threads, "thread");
    if (loops > 0) words += ", " + counted(loops, "loop");
    if (workers > 0) words += ", " + counted(workers, "worker");
    return words;
}

std::string lanes_words(const ColumnRun& run) {
    int loops = 0, workers = 0, threads = 0;
    for (const RunLane& lane : run.lanes()) ++(lane.worker != 0 ? workers : lane.has_loop ? loops : threads);
    std::string words;
    const auto add = [&words](int count, const char* one) {
        if (count > 0) words += (words.empty() ? "" : ", ") + counted(count, one);
    };
    add(loops, "loop");
    add(threads, "thread");
    add(workers, "worker");
    return words;
}

std::vector<WorkloadPart> workload(const ColumnRun& run) {
    constexpr std::size_t kMostParts = 5;
    std::vector<std::vector<WorkloadPart>> by_task(run.tasks().size() + 1);
    for (const RunLane& lane : run.lanes()) {
        for (const Stretch& s : lane.on) {
            if (s.doing == Doing::Asleep || s.task >= by_task.size()) continue;
            std::vector<WorkloadPart>& parts = by_task[s.task];
            if (parts.size() > kMostParts) return {};
            parts.push_back(part_of(s));
        }
    }
    const std::vector<WorkloadPart>* first = nullptr;
    for (const ColumnTask& task : run.tasks()) {
        if (task.conducts) continue;
        const std::vector<WorkloadPart>& parts = by_task[task.id];
        if (first == nullptr) first = &parts;
        const auto same = [](const WorkloadPart& a, const WorkloadPart& b) { return a.words == b.words; };
        if (!std::equal(parts.begin(), parts.end(), first->begin(), first->end(), same)) return {};
    }
    return first == nullptr || first->size() > kMostParts ? std::vector<WorkloadPart>{} : *first;
}

std::optional<std::int64_t> finish_time(const ColumnRun& run, RacePoint now) {
    if (!run.finished() || now.time < run.end()) return std::nullopt;
    if (now.time == run.end() && now.within < 1) return std::nullopt;
    return run.end();
}

std::string speed_up(std::int64_t baseline, std::int64_t time) {
    if (time <= 0 || baseline <= 0 || about(baseline, time)) return "";
    std::array<char, 32> text{};
    const double factor = static_cast<double>(baseline) / static_cast<double>(time);
    std::snprintf(text.data(), text.size(), factor < 9.95 ? "%.1f×" : "%.0f×", factor);
    return text.data();
}

std::vector<Span> columns_takeaway(const std::vector<const ColumnRun*>& runs, std::size_t baseline) {
    if (runs.size() < 2 || baseline >= runs.size()) return {};
    for (const ColumnRun* run : runs) {
        if (run == nullptr || !run->finished() || run->outcome() != trace::Outcome::Done) return {};
    }
    const ColumnRun& slow = *runs[baseline];
    const std::int64_t before = slow.end();
    const ColumnRun* loop = nullptr;     // one thread that runs a loop
    const ColumnRun* threads = nullptr;  // several without one
    const ColumnRun* both = nullptr;     // several loops
    std::int64_t best = before;
    for (const ColumnRun* run : runs) {
        if (run == &slow) continue;
        best = std::min(best, run->end());
        const bool many = run->lanes().size() > 1;
        (run->loops() == 0 ? threads : run->loops() > 1 || many ? both : loop) = run;
    }
    const std::string from = format_seconds(before);
    const auto takes_no_time = [](const ColumnRun* run) { return run->end() <= 0 && has_outsiders(*run); };
    if (const auto none = std::find_if(runs.begin(), runs.end(), takes_no_time); none != runs.end())
        return {{before > 0 ? (*none)->title() + ": no time on this clock" : "No time passes on this clock",
                 SpanStyle::Strong},
                {"; virtual time stands still while a child process works"}};
    if (before <= 0 || about(best, before)) {
        const bool in_a_row = slow.loops() == 0 && slow.lanes().size() == 1;
        return {{in_a_row ? "Nothing overlaps here: every way takes about " : "Every way takes about "},
                {from, SpanStyle::Strong}};
    }
    const ThreadTime in_loop = loop != nullptr ? loop->thread_time(loop->end()) : ThreadTime{};
    if (loop != nullptr && threads == nullptr && both == nullptr && in_loop.asleep > in_loop.work)
        return {{"Waiting overlaps", SpanStyle::Strong},
                {": " + from + " become "},
                {format_seconds(best), SpanStyle::Strong},
                {", on one thread"}};
    if (loop == nullptr || threads == nullptr)
        return {{"The best of them turns "},
                {from, SpanStyle::Strong},
                {" into "},
                {format_seconds(best), SpanStyle::Strong}};
    const int count = static_cast<int>(threads->lanes().size());
    constexpr std::array<const char*, 11> kNumbers{"none", "one",   "two",   "three", "four", "five",
                                                   "six",  "seven", "eight", "nine",  "ten"};
    const std::string on_threads =
        count <= 10 ? kNumbers[static_cast<std::size_t>(count)] : std::to_string(count);
    if (about(loop->end(), threads->end()) && (both == nullptr || about(loop->end(), both->end()))) {
        return {{"Waiting overlaps", SpanStyle::Strong},
                {": " + from + " become "},
                {format_seconds(loop->end()), SpanStyle::Strong},
                {", on one thread or on " + on_threads}};
    }
    if (about(loop->end(), before)) {
        const bool blocks = in_loop.blocked > in_loop.work;
        return {{blocks ? "A blocking call holds up the whole loop" : "Work does not overlap on one thread",
                 SpanStyle::Strong},
                {": " + format_seconds(loop->end()) + " with one loop, "},
                {format_seconds(threads->end()), SpanStyle::Strong},
                {" with " + counted(count, "thread")}};
    }
    std::vector<Span> spans{
        {"A loop overlaps the "},
        {"waits", SpanStyle::Strong},
        {" (" + from + " become " + format_seconds(loop->end()) + ")"},
        {", more threads also the "},
        {"work", SpanStyle::Strong},
        {" (" + format_seconds(std::min(threads->end(), both ? both->end() : threads->end())) + ")"}};
    return spans;
}

}  // namespace loopscope::slides

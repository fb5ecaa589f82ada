// "What is printed next?"
#include "core/quiz/future.hpp"

#include <algorithm>

namespace loopscope::quiz::detail {

namespace {

constexpr std::size_t kMostLines = 3;

bool has_line(const std::vector<Option>& options, const std::string& text) {
    return std::ranges::any_of(options, [&](const Option& o) { return o.text == text; });
}

}  // namespace

void ask_next_output(Question& question, const timeline::Timeline& timeline,
                     const timeline::Timeline* rehearsal) {
    if (rehearsal == nullptr) return;
    const auto place = same_place(timeline, question.position, *rehearsal);
    if (!place) return;
    const timeline::State state = timeline.state_at(question.position);
    const std::size_t first = rehearsal->state_at(*place).outputs;

    // The next line, and then those that others will print: each could be thought to come first.
    std::vector<trace::TaskId> speakers;
    std::vector<Option> lines;
    for (int round = 0; round < 2; ++round) {
        for (std::size_t i = first; i < rehearsal->output_count() && lines.size() < kMostLines; ++i) {
            const timeline::OutputLine line = rehearsal->output(i);
            const std::string text = shorten(rehearsal->tables().string(line.text), 60);
            const bool spoke = std::ranges::find(speakers, line.task) != speakers.end();
            if (has_line(lines, text) || (round == 0 && spoke)) continue;
            speakers.push_back(line.task);
            Option option;
            option.claims = Claims::Line;
            option.text = text;
            option.task = line.task;
            const timeline::TaskState* task = state.task(line.task);
            if (task != nullptr) {
                if (task->status == timeline::TaskStatus::Suspended) option.misconception = 4;
                if (task->status == timeline::TaskStatus::Ready) option.misconception = 7;
                if (task->parent != 0 && task->parent == state.running) option.misconception = 2;
            }
            lines.push_back(std::move(option));
        }
    }
    if (lines.empty()) return;
    // In alphabetical order, which says nothing of the order in time.
    std::ranges::sort(lines, {}, &Option::text);
    question.options = std::move(lines);
    if (loop_of(state) != nullptr && speakers.size() > 1) {
        Option both;
        both.claims = Claims::AtOnce;
        both.text = "Two lines at once";
        both.second = "from tasks that run side by side";
        both.misconception = 5;
        question.options.push_back(std::move(both));
    } else {
        Option none;
        none.claims = Claims::NoLine;
        none.text = "Nothing more";
        none.second = "the program ends without another line";
        none.misconception = 15;
        question.options.push_back(std::move(none));
    }
}

}  // namespace loopscope::quiz::detail

#include "core/quiz/question.hpp"

#include "core/quiz/future.hpp"

#include <algorithm>

namespace loopscope::quiz {

using lessons::Ask;

namespace {

constexpr std::size_t kLeast = 2;

std::string_view usual_text(Ask ask) {
    switch (ask) {
        case Ask::NextTask: return "What runs next?";
        case Ask::NextOutput: return "What is printed next?";
        case Ask::TotalTime: return "How long will it take in all?";
        case Ask::ReadyQueue: return "Who is in the ready queue now?";
    }
    return "";
}

// The mark's own misconceptions tell what is likely behind answers that suggest nothing in particular.
void add_likely(std::vector<Option>& options, const std::vector<int>& likely) {
    std::size_t next = 0;
    for (const Option& option : options) {
        const bool used = next < likely.size() && option.misconception == likely[next];
        next += used ? 1U : 0U;
    }
    for (Option& option : options) {
        if (option.misconception == 0 && !likely.empty())
            option.misconception = likely[std::min(next, likely.size() - 1)];
    }
}

}  // namespace

lessons::QuestionMark on_the_spot(Ask ask, lessons::Mode mode) {
    lessons::QuestionMark mark;
    mark.ask = ask;
    mark.mode = mode;
    return mark;
}

std::optional<Question> make_question(const lessons::QuestionMark& mark, const timeline::Timeline& timeline,
                                      std::size_t position, const timeline::Timeline* rehearsal) {
    Question question;
    question.ask = mark.ask;
    question.position = std::min(position, timeline.size());
    question.text = mark.text.empty() ? std::string(usual_text(mark.ask)) : mark.text;
    if (timeline.state_at(question.position).ended) return std::nullopt;
    switch (mark.ask) {
        case Ask::NextTask: detail::ask_next_task(question, timeline, rehearsal); break;
        case Ask::NextOutput: detail::ask_next_output(question, timeline, rehearsal); break;
        case Ask::TotalTime:
            if (rehearsal != nullptr) detail::ask_total_time(question, *rehearsal, mark.mode);
            break;
        case Ask::ReadyQueue: detail::ask_ready_queue(question, timeline); break;
    }
    if (question.options.size() < kLeast) return std::nullopt;
    add_likely(question.options, mark.misconceptions);
    question.situation = detail::situation(timeline, question.position);
    return question;
}

int misconception_of(const Question& question, const Verdict& verdict, std::size_t answer) {
    if (!verdict.right || verdict.right == answer || answer >= question.options.size()) return 0;
    return question.options[answer].misconception;
}

}  // namespace loopscope::quiz

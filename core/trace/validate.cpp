#include "core/trace/validate.hpp"

#include <algorithm>
#include <limits>

namespace loopscope::trace {
namespace {

// How far numbers of tasks and threads may be ahead of the events that tell of them.
constexpr std::uint64_t kTasksAhead = 1024;
constexpr std::uint64_t kThreadsAhead = 128;
// What was lost may have been tasks; a lie about it must not open the door to any number at all.
constexpr std::uint64_t kMostLost = 1U << 20;

constexpr bool is_instant(std::int64_t ns) {
    return ns >= -kLatest.count() && ns <= kLatest.count();
}
constexpr bool is_span(std::int64_t ns) {
    return ns >= 0 && ns <= kLatest.count();
}
constexpr bool is_id(std::int64_t number) {
    return number >= 0 && number <= std::numeric_limits<std::uint32_t>::max();
}

}  // namespace

bool Validator::is_text(std::uint64_t id) {
    if (id >= texts_) texts_ = tables_.string_count();
    return id < texts_;
}

bool Validator::is_place(std::uint64_t id) {
    if (id >= places_) places_ = tables_.site_count();
    return id < places_;
}

bool Validator::is_task(std::uint64_t id) const {
    return id <= tasks_ + lost_ + kTasksAhead;
}

bool Validator::is_cause(const Event& event) const {
    if (!is_id(event.arg)) return false;
    switch (event.as<Cause>()) {
        case Cause::First:
        case Cause::TaskDone:
        case Cause::Cancelled:
        case Cause::Eager: return is_task(static_cast<std::uint64_t>(event.arg));
        default: return true;
    }
}

bool Validator::is_wait(const Event& event) const {
    switch (event.as<Wait>()) {
        case Wait::Sleep: return is_instant(event.arg);
        case Wait::Tasks:
        case Wait::FirstOf: {
            const Awaited several = unpack_awaited(event.arg);
            return event.arg >= 0 && is_task(several.first) && is_task(several.second);
        }
        case Wait::Task: return is_id(event.arg) && is_task(static_cast<std::uint64_t>(event.arg));
        default: return is_id(event.arg);
    }
}

bool Validator::is_number(Meaning meaning, std::int64_t number) {
    switch (meaning) {
        case Meaning::Nothing:
        case Meaning::Value: return true;
        case Meaning::Text: return number >= 0 && is_text(static_cast<std::uint64_t>(number));
        case Meaning::Place: return number >= 0 && is_place(static_cast<std::uint64_t>(number));
        case Meaning::Task: return number >= 0 && is_task(static_cast<std::uint64_t>(number));
        case Meaning::Object:
        case Meaning::Timer:
        case Meaning::Callback:
        case Meaning::Microtask:
        case Meaning::Work:
        case Meaning::Limit:
        case Meaning::Descriptor:
        case Meaning::Process:
        case Meaning::Rate: return is_id(number);
        case Meaning::Number: return number >= -1 && number <= std::int64_t{1} << 53;
        case Meaning::Duration:
        case Meaning::Slept:
        case Meaning::WallTime: return is_span(number);
        case Meaning::Planned:
        case Meaning::Timeout: return number == -1 || is_span(number);
        case Meaning::Deadline: return is_instant(number);
        case Meaning::ExitStatus:
            return number >= std::numeric_limits<std::int32_t>::min() &&
                   number <= std::numeric_limits<std::int32_t>::max();
        // They depend on the reason.
        case Meaning::CauseSubject:
        case Meaning::WaitSubject: return true;
    }
    return false;
}

bool Validator::fields_fit(const KindRow& row, const Event& event) {
    if (!is_number(row.object.meaning, event.object)) return false;
    if (row.arg.meaning == Meaning::CauseSubject) return is_cause(event);
    if (row.arg.meaning == Meaning::WaitSubject) return is_wait(event);
    return is_number(row.arg.meaning, event.arg) && is_number(row.high.meaning, high_half(event.arg)) &&
           is_number(row.low.meaning, low_half(event.arg));
}

void Validator::note(const Event& event) {
    if (event.kind == Kind::TaskCreated) ++tasks_;
    if (event.kind == Kind::ThreadBegin) ++threads_;
    if (event.kind == Kind::Lost)
        lost_ = std::min(lost_ + static_cast<std::uint64_t>(std::max<std::int64_t>(event.arg, 0)), kMostLost);
}

std::string_view Validator::objection(const Event& event) {
    if (event.kind == Kind::None || static_cast<std::uint8_t>(event.kind) >= kKindCount)
        return "an event of a kind that is not known";
    if (event.time < 0 || event.time > kLatest.count()) return "a time that can't be";
    // Nobody in particular has lost what is lost.
    if (event.thread == 0 && event.kind != Kind::Lost) return "an event of no thread";
    if (event.thread > threads_ + lost_ + kThreadsAhead) return "a thread that was never begun";
    if (!is_task(event.task)) return "a task that was never made";
    const KindRow& row = row_of(event.kind);
    if (row.reason != ReasonOf::Nothing && event.reason >= reason_words(row.reason).size())
        return "a reason that is not known";
    if (!fields_fit(row, event)) return "a number that can't be";
    note(event);
    return {};
}

}  // namespace loopscope::trace

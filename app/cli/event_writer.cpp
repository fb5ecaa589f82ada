#include "app/cli/event_writer.hpp"

#include "core/trace/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace loopscope::app::cli {

namespace {

using trace::Event;
using trace::Kind;

std::string json_text(std::string_view text) {
    // What is printed need not be UTF-8; the lines must be.
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// The text that `event` refers to, and how the reader of the line knows it.
struct Named {
    std::string_view key;
    trace::StringId text = 0;
};

Named text_of(const Event& event) {
    const auto arg = static_cast<trace::StringId>(event.arg);
    switch (event.kind) {
        case Kind::RunBegin:
        case Kind::ThreadBegin:
        case Kind::TaskCreated: return {"name", event.object};
        case Kind::RunEnd:
        case Kind::TaskEnded: return {"message", event.object};
        case Kind::Output: return {"text", event.object};
        case Kind::CallbackReady:
        case Kind::CallbackBegin:
        case Kind::ObjectCreated: return {"name", arg};
        case Kind::FdWatched:
        case Kind::WorkQueued:
        case Kind::WorkBegin:
        case Kind::WorkCancelled: return {"label", arg};
        case Kind::ProcessSpawned: return {"command", arg};
        default: return {};
    }
}

// `object` and `arg` hold a number that means something by itself, and not a text or a place.
bool has_object(Kind kind) {
    switch (kind) {
        case Kind::CallbackReady:
        case Kind::CallbackBegin:
        case Kind::CallbackEnd:
        case Kind::TimerAdded:
        case Kind::TimerDue:
        case Kind::TimerCancelled:
        case Kind::ObjectCreated:
        case Kind::ObjectChanged:
        case Kind::FdWatched:
        case Kind::FdReady:
        case Kind::FdUnwatched:
        case Kind::WorkQueued:
        case Kind::WorkBegin:
        case Kind::WorkEnd:
        case Kind::WorkCancelled:
        case Kind::ProcessSpawned:
        case Kind::ProcessExited:
        case Kind::ClockChanged: return true;
        default: return false;
    }
}

bool has_arg(Kind kind) {
    switch (kind) {
        case Kind::ThreadBegin:
        case Kind::TurnBegin:
        case Kind::PollBegin:
        case Kind::PollEnd:
        case Kind::TaskReady:
        case Kind::StepBegin:
        case Kind::TaskSuspended:
        case Kind::CancelRequested:
        case Kind::TimerAdded:
        case Kind::TimerDue:
        case Kind::TimerCancelled:
        case Kind::ObjectChanged:
        case Kind::ProcessExited:
        case Kind::BlockBegin:
        case Kind::LoopBlocked:
        case Kind::GateClosed:
        case Kind::GateOpened:
        case Kind::ClockChanged:
        case Kind::Lost: return true;
        default: return false;
    }
}

std::string arg_json(const Event& event) {
    const auto wait = event.as<trace::Wait>();
    if (event.kind != Kind::TaskSuspended || (wait != trace::Wait::Tasks && wait != trace::Wait::FirstOf))
        return fmt::format(R"(, "arg": {})", event.arg);
    const trace::Awaited several = trace::unpack_awaited(event.arg);
    std::string line = fmt::format(R"(, "arg": {})", several.count);
    if (several.named()) line += fmt::format(R"(, "tasks": [{})", several.first);
    if (several.second != 0) line += fmt::format(", {}", several.second);
    return several.named() ? line + "]" : line;
}

}  // namespace

std::string event_to_json(const timeline::Timeline& timeline, std::size_t position) {
    const Event& event = timeline[position - 1];
    const trace::Tables& tables = timeline.tables();
    std::string line =
        fmt::format(R"({{"seq": {}, "time": {:.9f}, "thread": {}, "kind": {}, "task": {}, "reason": {})",
                    event.seq, seconds(event.at()), event.thread, json_text(trace::word(event.kind)),
                    event.task, json_text(trace::reason_word(event)));
    if (event.kind == Kind::TaskCreated)
        line += fmt::format(R"(, "parent": {})", trace::created_parent(event));
    if (has_object(event.kind)) line += fmt::format(R"(, "object": {})", event.object);
    if (has_arg(event.kind)) line += arg_json(event);
    if (const Named named = text_of(event); !named.key.empty())
        line += fmt::format(R"(, "{}": {})", named.key, json_text(tables.string(named.text)));
    if (const trace::Site& site = tables.site(trace::site_of(event)); site.line != 0)
        line += fmt::format(R"(, "file": {}, "line": {})", json_text(site.file), site.line);
    return line + "}\n";
}

std::string summary_to_json(const Summary& summary) {
    return fmt::format(
        R"({{"summary": true, "mode": {}, "loop_s": {:.6f}, "wall_s": {:.6f}, "events": {}, "tasks": {}, "outcome": {}}})"
        "\n",
        json_text(summary.mode), summary.loop_s, summary.wall_s, summary.events, summary.tasks,
        json_text(summary.outcome));
}

std::string summary_to_text(const Summary& summary) {
    return fmt::format("{} after {:.6f} s of loop time ({:.6f} s on the wall), {}: {} {}, {} {}\n",
                       summary.outcome, summary.loop_s, summary.wall_s, summary.mode, summary.tasks,
                       summary.tasks == 1 ? "task" : "tasks", summary.events,
                       summary.events == 1 ? "event" : "events");
}

}  // namespace loopscope::app::cli

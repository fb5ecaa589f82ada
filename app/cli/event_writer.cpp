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

// "[2, 3]" behind the count of a wait for several, where it knows them by name.
std::string several_json(const trace::Awaited& several) {
    std::string line = fmt::format(R"(, "arg": {})", several.count);
    if (several.named()) line += fmt::format(R"(, "tasks": [{})", several.first);
    if (several.second != 0) line += fmt::format(", {}", several.second);
    return several.named() ? line + "]" : line;
}

bool waits_for_several(const Event& event) {
    const auto wait = event.as<trace::Wait>();
    return event.kind == Kind::TaskSuspended && (wait == trace::Wait::Tasks || wait == trace::Wait::FirstOf);
}

// The fields of one event: its numbers first, then its texts, then its place.
class Fields {
public:
    explicit Fields(const trace::Tables& tables) : tables_(tables) {}

    void add(const trace::Field& field, std::string_view usual_key, std::int64_t number) {
        const std::string_view key = field.key.empty() ? usual_key : field.key;
        switch (field.meaning) {
            case trace::Meaning::Nothing:
            case trace::Meaning::Place: return;
            case trace::Meaning::Text:
                texts_ += fmt::format(R"(, "{}": {})", key,
                                      json_text(tables_.string(static_cast<trace::StringId>(number))));
                return;
            default: numbers_ += fmt::format(R"(, "{}": {})", key, number);
        }
    }
    void add_several(const trace::Awaited& several) { numbers_ += several_json(several); }
    void add_place(trace::SiteId id) {
        if (const trace::Site& site = tables_.site(id); site.line != 0)
            place_ = fmt::format(R"(, "file": {}, "line": {})", json_text(tables_.shown_file(id)), site.line);
    }

    [[nodiscard]] std::string json() const { return numbers_ + texts_ + place_; }

private:
    const trace::Tables& tables_;
    std::string numbers_, texts_, place_;
};

}  // namespace

std::string event_to_json(const timeline::Timeline& timeline, std::size_t position) {
    const Event& event = timeline[position - 1];
    const trace::KindRow& row = trace::row_of(event.kind);
    Fields fields(timeline.tables());
    // What a maker did not name is left out.
    if (row.high.meaning != trace::Meaning::Text || trace::high_half(event.arg) != 0)
        fields.add(row.high, "high", trace::high_half(event.arg));
    fields.add(row.object, "object", event.object);
    if (waits_for_several(event)) {
        fields.add_several(trace::unpack_awaited(event.arg));
    } else {
        fields.add(row.arg, "arg", event.arg);
    }
    fields.add(row.low, "low", trace::low_half(event.arg));
    fields.add_place(trace::site_of(event));
    return fmt::format(R"({{"seq": {}, "time": {:.9f}, "thread": {}, "kind": {}, "task": {}, "reason": {})",
                       event.seq, seconds(event.at()), event.thread, json_text(row.word), event.task,
                       json_text(trace::reason_word(event))) +
           fields.json() + "}\n";
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

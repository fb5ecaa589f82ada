#include "core/link/recording.hpp"

#include <algorithm>

namespace loopscope::link {
namespace {

constexpr const char* kNonsense = "it has written over its own recording";
constexpr const char* kTooMuch = "it has told more texts and places than can be kept";

}  // namespace

void Recording::read_tables() {
    if (!trouble_.empty()) return;
    switch (tables_.read(memory_.head().tables, memory_.tables())) {
        case TableReader::Found::Nothing: break;
        case TableReader::Found::Some: rings_.make_room(); break;
        case TableReader::Found::Nonsense: trouble_ = kNonsense; break;
        case TableReader::Found::TooMuch: trouble_ = kTooMuch; break;
    }
}

void Recording::read(std::vector<trace::Event>& out, bool rest) {
    if (!trouble_.empty()) return;
    const std::uint32_t count = memory_.head().run.rings.load(std::memory_order_acquire);
    if (count > kMostRings || count < rings_.rings()) {
        trouble_ = kNonsense;
        return;
    }
    while (rings_.rings() < count) rings_.add(memory_.ring(rings_.rings()));
    const std::size_t before = out.size();
    const std::int64_t time_before = rings_.last_time();
    const bool sane = rest ? rings_.read_rest(out) : rings_.read(out);
    // What they refer to was in the tables before they were in their rings.
    read_tables();
    for (std::size_t i = before; i < out.size(); ++i) {
        if (makes_sense(out[i])) continue;
        // What the tables had no room for is no lie.
        if (trouble_.empty()) trouble_ = kNonsense;
        rings_.take_back(out.size() - i, i > before ? out[i - 1].time : time_before);
        out.resize(i);
    }
    if (!sane && trouble_.empty()) trouble_ = kNonsense;
}

// A program that writes where it must not may write over its events too.
bool Recording::makes_sense(const trace::Event& event) {
    if (!validator_.objection(event).empty()) return false;
    has_ended_ = has_ended_ || event.kind == trace::Kind::RunEnd;
    return true;
}

void Recording::break_off(std::string_view how, std::string_view last_words, std::vector<trace::Event>& out) {
    std::string message = "the program broke off";
    if (!how.empty()) message.append(": ").append(how);
    if (!last_words.empty()) message.append("; its last words: ").append(last_words);
    trace::Event event;
    event.object = tables_.tables()->store(std::move(message));
    event.thread = 1;
    event.kind = trace::Kind::RunEnd;
    event.reason = static_cast<std::uint8_t>(trace::Outcome::Failed);
    rings_.add(event, out);
    has_ended_ = true;
}

}  // namespace loopscope::link

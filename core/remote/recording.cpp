#include "core/remote/recording.hpp"

#include <cstring>
#include <utility>

namespace loopscope::remote {
namespace {

// How far numbers of tasks and threads may be ahead of the events that tell of them.
constexpr std::uint32_t kAhead = 1024;

}  // namespace

bool Recording::add_word(Frame type, Unpacker& fields) {
    if (type == Frame::String) {
        std::string text = fields.text();
        if (!fields.good() || text.empty()) return false;
        tables_->store(std::move(text));
        return true;
    }
    if (type != Frame::Site) return false;
    trace::Site site{fields.text(), fields.text(), 0};
    site.line = fields.number<std::uint32_t>();
    if (!fields.good() || site.line == 0) return false;
    tables_->intern(std::move(site));
    return true;
}

bool Recording::add_events(std::string_view bytes,
                           const std::function<void(const std::vector<trace::Event>&)>& take) {
    if (bytes.size() % sizeof(trace::Event) != 0) return false;
    std::vector<trace::Event> batch(bytes.size() / sizeof(trace::Event));
    std::memcpy(batch.data(), bytes.data(), bytes.size());
    for (const trace::Event& event : batch) {
        if (!makes_sense(event)) return false;
        ++next_seq_;
        last_time_ = event.time;
    }
    take(batch);
    return true;
}

// A program that writes where it must not may write over its events too; whoever reads them trusts these
// numbers.
bool Recording::makes_sense(const trace::Event& event) const {
    return event.seq == next_seq_ && static_cast<std::uint8_t>(event.kind) < trace::kKindCount &&
           event.task <= next_seq_ + kAhead && event.thread <= next_seq_ + kAhead;
}

trace::Event Recording::broken_off(std::string_view how, std::string_view last_words) {
    std::string message = "the program broke off";
    if (!how.empty()) message.append(": ").append(how);
    if (!last_words.empty()) message.append("; its last words: ").append(last_words);
    trace::Event event;
    event.time = last_time_;
    event.object = tables_->store(std::move(message));
    event.seq = next_seq_++;
    event.thread = 1;
    event.kind = trace::Kind::RunEnd;
    event.reason = static_cast<std::uint8_t>(trace::Outcome::Failed);
    return event;
}

}  // namespace loopscope::remote

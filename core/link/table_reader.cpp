#include "core/link/table_reader.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace loopscope::link {

TableReader::Found TableReader::read(TableLine& line, const char* bytes) {
    const std::uint64_t head = line.head.load(std::memory_order_acquire);
    if (head == tail_) return Found::Nothing;
    if (head - tail_ > kTableBytes) return Found::Nonsense;
    while (tail_ != head) {
        const std::size_t at = tail_ % kTableBytes;
        const std::size_t count = std::min<std::size_t>(head - tail_, kTableBytes - at);
        // Copied once: whatever the program writes there from now on, we see what we have checked.
        inbox_.add({bytes + at, count});
        tail_ += count;
    }
    line.tail.store(tail_, std::memory_order_seq_cst);
    while (const auto frame = inbox_.next()) {
        Unpacker fields(frame->fields);
        if (!add(frame->type, fields)) return Found::Nonsense;
        bytes_ += frame->fields.size();
        if (++entries_ > limits_.entries || bytes_ > limits_.bytes) return Found::TooMuch;
    }
    return inbox_.broken() ? Found::Nonsense : Found::Some;
}

bool TableReader::add(Frame type, Unpacker& fields) {
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
    // One that is there already would shift the numbers of all that follow.
    const trace::SiteId count = tables_->site_count();
    return tables_->intern(std::move(site)) == count;
}

}  // namespace loopscope::link

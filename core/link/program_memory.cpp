#include "core/link/program_memory.hpp"

#include "core/link/wire.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace loopscope::link {

ProgramMemory::ProgramMemory(int descriptor, std::function<void()> news)
    : memory_(descriptor), news_(std::move(news)) {
    memory_.keep_forks_out(descriptor);
}

trace::RingPlace ProgramMemory::ring(std::size_t number) {
    if (number >= kMostRings) throw std::runtime_error("it has started more threads than can be recorded");
    return memory_.ring(number);
}

void ProgramMemory::add(std::string_view text) {
    Packer packer(Frame::String);
    packer.text(text);
    write(packer.take());
}

void ProgramMemory::add(const trace::Site& site) {
    Packer packer(Frame::Site);
    packer.text(site.file);
    packer.text(site.function);
    packer.number(site.line);
    write(packer.take());
}

// One thread at a time, as a log of tables is called. Waits for room: the other side reads this without
// waiting for anybody.
void ProgramMemory::write(std::string_view frame) {
    TableLine& tables = memory_.head().tables;
    trace::RunLine& run = line();
    std::uint64_t head = tables.head.load(std::memory_order_relaxed);
    while (!frame.empty()) {
        const std::uint32_t seen = run.room.load(std::memory_order_seq_cst);
        const std::uint64_t free = kTableBytes - (head - tables.tail.load(std::memory_order_seq_cst));
        if (free == 0) {
            run.waiting.fetch_add(1, std::memory_order_seq_cst);
            news_();
            futex_wait(run.room, seen);
            run.waiting.fetch_sub(1, std::memory_order_relaxed);
            continue;
        }
        const std::size_t at = head % kTableBytes;
        const std::size_t count = std::min({frame.size(), free, kTableBytes - at});
        std::memcpy(memory_.tables() + at, frame.data(), count);
        frame.remove_prefix(count);
        head += count;
        tables.head.store(head, std::memory_order_release);
    }
}

}  // namespace loopscope::link

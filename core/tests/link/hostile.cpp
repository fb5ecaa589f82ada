// A process that is no program of ours but speaks as one, and lies: hostile WHAT.
#include "core/link/shared_memory.hpp"
#include "core/link/wire.hpp"

#include <cstring>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using namespace loopscope;
using namespace loopscope::link;

void say(const std::string& frame) {
    [[maybe_unused]] const auto sent = send(kSocket, frame.data(), frame.size(), MSG_NOSIGNAL);
}

std::string hello(std::uint16_t major = kMajor) {
    Packer packer(Frame::Hello);
    pack(packer, Hello{.major = major, .runtime = "Hostile", .runtime_version = "0"});
    return packer.take();
}

std::string frame(Frame type) {
    return Packer(type).take();
}

// One event that makes sense, so that the run has begun.
void begin(const SharedMemory& memory) {
    memory.head().run.rings = 1;
    memory.head().run.next_seq = 1;
    memory.ring(0).slots[0] = {.kind = trace::Kind::RunBegin};
    memory.ring(0).line->head = 1;
    say(frame(Frame::News));
}

// As fast as it can, whether anybody reads or not.
[[noreturn]] void flood(const SharedMemory& memory) {
    const trace::RingPlace ring = memory.ring(0);
    for (std::uint32_t seq = 1;; ++seq) {
        ring.slots[seq & ring.mask] = {.seq = seq, .kind = trace::Kind::TurnBegin};
        memory.head().run.next_seq = seq + 1;
        ring.line->head = seq + 1;
        if (seq % 1024 == 0) say(frame(Frame::News));
    }
}

[[noreturn]] void scribble(const SharedMemory& memory) {
    for (std::uint8_t value = 0;; ++value) {
        std::memset(static_cast<void*>(&memory.head()), value, sizeof(Head));
        std::memset(static_cast<void*>(memory.ring(0).line), value, ring_bytes(0));
        std::memset(memory.tables(), value, kTableBytes);
    }
}

}  // namespace

int main(int, char** argv) {
    const std::string_view what = argv[1];
    const SharedMemory memory(kMemory);
    if (what == "mute") _exit(0);
    if (what == "garbage") say(std::string(64, '\0'));
    if (what == "no hello") say(frame(Frame::News));
    if (what == "other version") say(hello(kMajor + 1));
    if (what == "two hellos") say(hello() + hello());
    if (what == "other magic") say(Packer(Frame::Hello).take());
    if (what == "unknown frame") say(hello() + frame(static_cast<Frame>(77)));
    if (what == "long frame") say(hello() + std::string("\xff\xff\xff\x00!", 5));
    say(hello());
    begin(memory);
    if (what == "end at once") say(frame(Frame::End));
    if (what == "deaf") shutdown(kSocket, SHUT_RDWR);
    if (what == "shrink") _exit(ftruncate(kMemory, 0) == 0 ? 0 : 7);
    if (what == "punch")
        _exit(fallocate(kMemory, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, kMemoryBytes));
    if (what == "flood") flood(memory);
    if (what == "scribble") scribble(memory);
    if (what == "news") {
        for (;;) say(frame(Frame::News));
    }
    while (true) pause();
}

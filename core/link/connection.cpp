#include "core/link/connection.hpp"

#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <system_error>

namespace loopscope::link {
namespace {

// What a program says is short.
constexpr std::size_t kLongestFrame = 1U << 16;
// A program that heeds nothing for so long is asked nothing more.
constexpr std::size_t kMostUnheeded = 1U << 22;
constexpr std::size_t kPiece = 1U << 14, kMostWritten = 4096;
// More than what a socket holds.
constexpr int kMostAtOnce = 64;

child::Launch with(child::Launch launch, int socket, int memory) {
    launch.descriptors = {socket, memory};
    static_assert(kSocket == 3 && kMemory == 4);
    if (std::holds_alternative<child::Null>(launch.output)) launch.output = child::Pipe{};
    if (std::holds_alternative<child::Null>(launch.error)) launch.error = child::LikeOutput{};
    return launch;
}

}  // namespace

Connection::Made::Made() {
    std::array<int, 2> pair{-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0)
        throw std::system_error(errno, std::system_category(), "a socket for a program");
    ours = Descriptor(pair[0]);
    theirs = Descriptor(pair[1]);
}

Connection::Connection(child::Launch launch) : Connection(std::move(launch), Made{}) {}

Connection::Connection(child::Launch&& launch, Made made)
    : memory_(made.memory.get()),
      socket_(std::move(made.ours)),
      child_(with(std::move(launch), made.theirs.get(), made.memory.get())),
      written_(std::move(child_.output), kMostWritten),
      inbox_(kLongestFrame) {}

bool Connection::ask(const trace::Control& control) {
    const std::scoped_lock lock{mutex_};
    if (outbox_.size() > kMostUnheeded) return false;
    Packer packer(Frame::Command);
    packer.number(asked_.fetch_add(1, std::memory_order_acq_rel) + 1);
    pack(packer, control);
    outbox_ += packer.take();
    return flush();
}

// Under the mutex. True when nothing is left.
bool Connection::flush() {
    while (!outbox_.empty()) {
        const ssize_t sent =
            ::send(socket_.get(), outbox_.data(), outbox_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            outbox_.erase(0, static_cast<std::size_t>(sent));
        } else if (errno == EAGAIN) {
            return false;
        } else if (errno != EINTR) {
            outbox_.clear();
        }
    }
    return true;
}

short Connection::socket_events() const {
    const std::scoped_lock lock{mutex_};
    return static_cast<short>(POLLIN | (outbox_.empty() ? 0 : POLLOUT));
}

bool Connection::receive(const std::function<bool(Frame, Unpacker&)>& heed) {
    {
        const std::scoped_lock lock{mutex_};
        flush();
    }
    // One that floods us is not listened to without end.
    for (int i = 0; i < kMostAtOnce && !deaf_; ++i) {
        std::array<char, kPiece> bytes{};
        const ssize_t count = recv(socket_.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN) return true;
        deaf_ = count <= 0;
        if (deaf_) break;
        inbox_.add({bytes.data(), static_cast<std::size_t>(count)});
        while (const auto frame = inbox_.next()) {
            Unpacker fields(frame->fields);
            deaf_ = !heed(frame->type, fields);
            if (deaf_) return false;
        }
        deaf_ = inbox_.broken();
    }
    return !deaf_;
}

void Connection::collect() {
    exit_ = child_.end_all();
    written_.read_rest();
}

}  // namespace loopscope::link

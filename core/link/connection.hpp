// A program in a process of its own, with its memory and its socket. Knows nothing of what it records.
#pragma once

#include "core/base/descriptor.hpp"
#include "core/child/child.hpp"
#include "core/child/written.hpp"
#include "core/link/shared_memory.hpp"
#include "core/link/wire.hpp"
#include "core/trace/control.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace loopscope::link {

class Connection {
public:
    // Throws std::system_error.
    explicit Connection(child::Launch launch);

    [[nodiscard]] const SharedMemory& memory() const { return memory_; }

    // Any thread; never waits. False: not all of it could be sent yet, see socket_events().
    bool ask(const trace::Control& control);
    // How many controls it was asked to heed.
    [[nodiscard]] std::uint32_t asked() const { return asked_.load(std::memory_order_acquire); }

    // The rest is for the one thread that watches it.

    [[nodiscard]] int socket() const { return deaf_ ? -1 : socket_.get(); }
    // What to poll for: what it says, and room for what is still to be sent.
    [[nodiscard]] short socket_events() const;
    // Sends on and takes what has been said, frame by frame; `heed` is false for one that makes no sense.
    // False: nothing more will be taken.
    bool receive(const std::function<bool(Frame, Unpacker&)>& heed);
    // False once it has said what is no frame.
    [[nodiscard]] bool sane() const { return !inbox_.broken(); }

    [[nodiscard]] const child::Child& child() const { return child_; }
    [[nodiscard]] child::Written& written() { return written_; }
    // Once it has ended: takes how, and what it has written last.
    void collect();
    [[nodiscard]] bool has_ended() const { return exit_.has_value(); }
    // Once it has ended; until then as if it had ended well.
    [[nodiscard]] child::Exit exit() const { return exit_.value_or(child::Exit{}); }

private:
    // Of one program: made before it starts.
    struct Made {
        Descriptor memory = make_memory();
        Descriptor ours, theirs;
        Made();
    };
    Connection(child::Launch&& launch, Made made);
    bool flush();

    SharedMemory memory_;
    Descriptor socket_;
    child::Child child_;
    child::Written written_;
    std::optional<child::Exit> exit_;
    Inbox inbox_;
    bool deaf_ = false;

    std::atomic<std::uint32_t> asked_{0};
    mutable std::mutex mutex_;  // guards what follows, and that frames go out one at a time, in order
    std::string outbox_;
};

}  // namespace loopscope::link

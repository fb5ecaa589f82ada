#include "core/link/serve.hpp"

#include "core/async/run.hpp"
#include "core/base/event_descriptor.hpp"
#include "core/link/program_memory.hpp"
#include "core/link/wire.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <linux/membarrier.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace loopscope::link {
namespace {

// A program that does not heed a stop is ended by its alarm after so many seconds.
constexpr unsigned kLastSeconds = 2;
constexpr std::size_t kLongestCommand = 1U << 20;

constexpr std::uint32_t abilities(std::initializer_list<Ability> all) {
    std::uint32_t bits = 0;
    for (const Ability each : all) bits |= static_cast<std::uint32_t>(each);
    return bits;
}

// Whether the run goes on when it heeds this one.
bool opens(const trace::Control& control) {
    return std::holds_alternative<trace::Resume>(control) || std::holds_alternative<trace::Step>(control) ||
           std::holds_alternative<trace::RunUntil>(control) || std::holds_alternative<trace::Stop>(control);
}

void say(std::string_view frame, int flags) {
    while (!frame.empty()) {
        const ssize_t sent = send(kSocket, frame.data(), frame.size(), MSG_NOSIGNAL | flags);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return;
        frame.remove_prefix(static_cast<std::size_t>(sent));
    }
}

// Whoever has not taken the last ones yet needs no other. Any thread: a short frame goes out as a whole.
void say_news() {
    say(Packer(Frame::News).take(), MSG_DONTWAIT);
}

class Server {
public:
    Server(std::function<void()> program, record::SourceOptions options) {
        // What the program starts must not hold them open.
        fcntl(kSocket, F_SETFD, FD_CLOEXEC);
        fcntl(kMemory, F_SETFD, FD_CLOEXEC);
        // So that the other side can make sure that we see what it writes.
        syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED, 0, 0);
        memory_ = std::make_shared<ProgramMemory>(kMemory, say_news);
        options.on_events = say_news;
        Packer hello(Frame::Hello);
        pack(hello,
             Hello{.runtime = "Loopscope",
                   .runtime_version = LOOPSCOPE_VERSION,
                   .abilities = abilities({Ability::Pause, Ability::Step, Ability::Clock, Ability::Source})});
        say(hello.take(), 0);
        run_ = async::start(std::move(program), std::move(options), {memory_, [this] { ended_.set(); }});
    }
    ~Server() {
        alarm(kLastSeconds);
        run_.reset();
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Until the end of the run, or of whoever shows it.
    void listen() {
        Inbox inbox(kLongestCommand);
        while (!inbox.broken()) {
            std::array<pollfd, 2> fds{{{kSocket, POLLIN, 0}, {ended_.get(), POLLIN, 0}}};
            if (poll(fds.data(), fds.size(), -1) < 0) continue;
            if (fds[1].revents != 0) return say(Packer(Frame::End).take(), 0);
            std::array<char, 4096> bytes{};
            const ssize_t count = recv(kSocket, bytes.data(), bytes.size(), 0);
            if (count <= 0) {
                if (count < 0 && errno == EINTR) continue;
                return;
            }
            inbox.add({bytes.data(), static_cast<std::size_t>(count)});
            while (const auto frame = inbox.next()) heed(*frame);
        }
    }

private:
    void heed(const Received& frame) {
        if (frame.type != Frame::Command) return;
        Unpacker fields(frame.fields);
        const auto number = fields.number<std::uint32_t>();
        const auto control = unpack_control(fields);
        trace::Board& board = memory_->line().board;
        // Whoever sees the number must not see that it was held before, and the run may be held again before
        // send() returns.
        if (control && opens(*control)) board.held.store(0, std::memory_order_release);
        board.heeded.store(number, std::memory_order_release);
        if (control) run_->send(*control);
        // That it has been heeded: there need be no event.
        say_news();
    }

    const EventDescriptor ended_;
    std::shared_ptr<ProgramMemory> memory_;
    std::unique_ptr<record::Source> run_;
};

}  // namespace

void serve(std::function<void()> program, record::SourceOptions options) {
    Server(std::move(program), std::move(options)).listen();
}

}  // namespace loopscope::link

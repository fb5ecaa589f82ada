#include "core/link/remote_run.hpp"

#include "core/base/event_descriptor.hpp"
#include "core/link/board_reader.hpp"
#include "core/link/connection.hpp"
#include "core/link/pace.hpp"
#include "core/link/recording.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <ctime>
#include <linux/membarrier.h>
#include <mutex>
#include <poll.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace loopscope::link {
namespace {

using std::chrono::steady_clock;

// For a program whose end nobody is left to see.
constexpr child::Patience kForgotten{.ask = std::chrono::milliseconds{100}};

std::int64_t monotonic_ns() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

class LinkedRun final : public RemoteRun {
public:
    LinkedRun(Start start, record::SourceOptions options)
        : options_(std::move(options)),
          patience_(start.patience),
          connection_(std::move(start.launch)),
          recording_(connection_.memory(), start.limits),
          thread_([this] { watch(); }) {}

    ~LinkedRun() override {
        ask(trace::Stop{});
        stop(kForgotten);
        thread_.join();
    }

    void send(const trace::Control& control) override {
        ask(control);
        if (std::holds_alternative<trace::Stop>(control)) stop(patience_);
    }

    std::size_t drain(std::vector<trace::Event>& out) override {
        const std::scoped_lock lock{mutex_};
        const std::size_t before = out.size();
        notify_ = true;
        if (hello_) {
            if (!gone_) {
                ask_for_news();
                recording_.read(out);
            } else if (!told_all_) {
                // One that has said that this was all has written all that it began.
                said_end_ ? recording_.read(out) : recording_.read_rest(out);
            }
        }
        if (gone_ && !std::exchange(told_all_, true) && !recording_.has_ended()) break_off(out);
        if (!gone_ && !recording_.trouble().empty()) wake_.set();
        return out.size() - before;
    }

    void wait_for_events(std::chrono::milliseconds most) override {
        std::unique_lock lock{mutex_};
        notify_ = true;
        changed_.wait_for(lock, most, [this] { return news_ || gone_; });
        news_ = false;
    }

    void wake() override {
        {
            const std::scoped_lock lock{mutex_};
            news_ = true;
        }
        changed_.notify_all();
    }

    [[nodiscard]] std::shared_ptr<const trace::Tables> tables() const override { return recording_.tables(); }
    [[nodiscard]] Nanos loop_time() const override { return clocks().loop; }
    [[nodiscard]] Nanos wall_time() const override { return clocks().wall; }
    [[nodiscard]] bool held() const override {
        const std::scoped_lock lock{mutex_};
        const trace::Board& shown = board();
        // In this order: what it shows then is of after all that it was asked.
        return !gone_ && shown.heeded.load(std::memory_order_acquire) >= connection_.asked() &&
               shown.held.load(std::memory_order_acquire) != 0;
    }
    [[nodiscard]] bool ended() const override {
        const std::scoped_lock lock{mutex_};
        return gone_;
    }
    [[nodiscard]] std::optional<Hello> hello() const override {
        const std::scoped_lock lock{mutex_};
        return hello_;
    }

private:
    [[nodiscard]] const trace::Board& board() const { return connection_.memory().head().run.board; }

    void ask(const trace::Control& control) {
        if (!connection_.ask(control)) wake_.set();
    }

    void stop(const child::Patience& patience) {
        {
            const std::scoped_lock lock{mutex_};
            ladder_.begin(patience, steady_clock::now());
        }
        wake_.set();
    }

    // The program looks whether it is to tell of news right after it has published an event. Both of us write
    // one thing and then read the other's, so one of us has to make sure that the other sees it: that is
    // dear, and not for each event.
    void ask_for_news() const {
        connection_.memory().head().run.notify_wanted.store(1, std::memory_order_seq_cst);
        syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL_EXPEDITED, 0, 0);
    }

    [[nodiscard]] BoardReader::Clocks clocks() const {
        const std::scoped_lock lock{mutex_};
        if (!hello_) return {};
        return board_reader_.clocks(board(), gone_ ? gone_at_ : monotonic_ns());
    }

    // The thread: until the process is gone.
    void watch() {
        while (!connection_.has_ended()) {
            int left = climb();
            const auto rest = static_cast<int>(pace_.rest(steady_clock::now()).count());
            if (rest > 0 && (left < 0 || left > rest)) left = rest;
            const int socket = rest > 0 ? -1 : connection_.socket();
            std::array<pollfd, 4> fds{{{socket, connection_.socket_events(), 0},
                                       {connection_.child().end_descriptor(), POLLIN, 0},
                                       {wake_.get(), POLLIN, 0},
                                       {connection_.written().descriptor(), POLLIN, 0}}};
            poll(fds.data(), fds.size(), left);
            if (fds[3].revents != 0) connection_.written().read();
            if (fds[2].revents != 0) wake_.clear();
            if (fds[0].revents != 0) {
                pace_.note(steady_clock::now());
                listen();
            }
            if (fds[1].revents != 0) {
                // What it said last.
                listen();
                connection_.collect();
            }
        }
        leave(true);
    }

    // What is due on the ladder; how long until there is more, in ms; -1: for ever.
    int climb() {
        const std::scoped_lock lock{mutex_};
        const auto now = steady_clock::now();
        // Nothing more is expected of it.
        if (!trouble_.empty() || !recording_.trouble().empty()) ladder_.begin({}, now);
        ladder_.climb(connection_.child(), {}, now);
        if (ladder_.due() == child::Ladder::Time::max()) return -1;
        return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(ladder_.due() - now).count());
    }

    void listen() {
        const bool more = connection_.receive([this](Frame type, Unpacker& fields) {
            std::string trouble = heed(type, fields);
            if (trouble.empty()) return true;
            const std::scoped_lock lock{mutex_};
            if (trouble_.empty()) trouble_ = std::move(trouble);
            return false;
        });
        bool notify = false;
        {
            const std::scoped_lock lock{mutex_};
            if (!more && trouble_.empty() && !connection_.sane())
                trouble_ = "it says what nobody understands";
            if (hello_ && !gone_) recording_.read_tables();
            news_ = true;
            notify = std::exchange(notify_, false);
        }
        changed_.notify_all();
        if (notify && options_.on_events) options_.on_events();
    }

    // What is wrong with it; "" when nothing is.
    std::string heed(Frame type, Unpacker& fields) {
        if (type == Frame::Hello) return greet(unpack_hello(fields));
        const std::scoped_lock lock{mutex_};
        if (!hello_) return "it does not say what it is";
        if (type == Frame::End) {
            said_end_ = true;
            leave_locked();
            ladder_.begin(kForgotten, steady_clock::now());
        } else if (type != Frame::News) {
            return "it says what nobody understands";
        }
        return {};
    }

    std::string greet(const std::optional<Hello>& hello) {
        const std::scoped_lock lock{mutex_};
        if (!hello) return "it does not say what it is";
        if (hello_) return "it says twice what it is";
        if (hello->major != kMajor) {
            return fmt::format(
                "it speaks version {} of Loopscope's protocol and this Loopscope version {}: build "
                "or install both of the same version",
                hello->major, kMajor);
        }
        hello_ = hello;
        return {};
    }

    void leave(bool notify) {
        {
            const std::scoped_lock lock{mutex_};
            leave_locked();
        }
        changed_.notify_all();
        if (notify && options_.on_events) options_.on_events();
    }
    void leave_locked() {
        if (std::exchange(gone_, true)) return;
        gone_at_ = monotonic_ns();
    }

    // Under the mutex; once it is gone.
    void break_off(std::vector<trace::Event>& out) {
        std::string how = said_end_ ? "" : connection_.exit().text();
        if (ladder_.has_killed()) how = "it did not heed a stop";
        if (!recording_.trouble().empty()) how = recording_.trouble();
        if (!trouble_.empty()) how = trouble_;
        recording_.break_off(how, said_end_ ? "" : connection_.written().last_line(), out);
    }

    record::SourceOptions options_;
    const child::Patience patience_;
    const EventDescriptor wake_;  // of the thread
    Connection connection_;
    Pace pace_;

    mutable std::mutex mutex_;  // guards what follows
    std::condition_variable changed_;
    Recording recording_;
    mutable BoardReader board_reader_;
    std::optional<Hello> hello_;
    child::Ladder ladder_;
    std::string trouble_;  // with what it says; the recording has its own
    bool notify_ = true, news_ = false;
    // It is gone, or has said that nothing will follow; and its owner has taken all of it.
    bool said_end_ = false, gone_ = false, told_all_ = false;
    std::int64_t gone_at_ = 0;

    std::thread thread_;  // last: it uses the others
};

}  // namespace

std::unique_ptr<RemoteRun> start(Start start, record::SourceOptions options) {
    return std::make_unique<LinkedRun>(std::move(start), std::move(options));
}

}  // namespace loopscope::link

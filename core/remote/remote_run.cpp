#include "core/remote/remote_run.hpp"

#include "core/remote/process.hpp"
#include "core/remote/recording.hpp"
#include "core/remote/wire.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace loopscope::remote {
namespace {

using std::chrono::steady_clock;

// A program that does not answer for so long, because it was stopped or the machine is very busy, is not
// asked again for a while: the window has to go on.
constexpr std::chrono::milliseconds kAnswerWithin{100}, kThenRestFor{1000};
// A program that does not heed a stop is killed: sooner when nobody is left to see its end.
constexpr std::chrono::milliseconds kStopWithin{1000}, kGoWithin{100};

class RemoteRun final : public record::Source {
public:
    RemoteRun(const std::vector<std::string>& argv, record::SourceOptions options)
        : options_(std::move(options)), process_(argv), thread_([this] { receive(); }) {}

    ~RemoteRun() override {
        command(trace::Stop{});
        {
            const std::scoped_lock lock{mutex_};
            forgotten_ = true;
        }
        end_within(kGoWithin);
        thread_.join();
        close(wake_);
    }

    void send(const trace::Control& control) override {
        ask(control);
        if (std::holds_alternative<trace::Stop>(control)) end_within(kStopWithin);
    }

    std::size_t drain(std::vector<trace::Event>& out) override {
        std::uint64_t taken = 0;
        std::size_t count = 0;
        {
            const std::scoped_lock lock{mutex_};
            notify_ = true;
            count = events_.size();
            out.insert(out.end(), events_.begin(), events_.end());
            events_.clear();
            taken = taken_ += count;
        }
        if (count > 0) {
            Packer packer(Frame::Drained);
            packer.number(taken);
            const std::scoped_lock lock{send_mutex_};
            tell(packer.take());
        }
        return count;
    }

    void wait_for_events(std::chrono::milliseconds most) override {
        std::unique_lock lock{mutex_};
        notify_ = true;
        changed_.wait_for(lock, most, [this] { return !events_.empty() || ended_ || woken_; });
        woken_ = false;
    }

    void wake() override {
        {
            const std::scoped_lock lock{mutex_};
            woken_ = true;
        }
        changed_.notify_all();
    }

    [[nodiscard]] std::shared_ptr<const trace::Tables> tables() const override { return recording_.tables(); }
    [[nodiscard]] Nanos loop_time() const override { return ask().loop; }
    [[nodiscard]] Nanos wall_time() const override { return ask().wall; }
    [[nodiscard]] bool held() const override { return ask().held; }
    [[nodiscard]] bool ended() const override {
        const std::scoped_lock lock{mutex_};
        return ended_;
    }

private:
    struct State {
        Nanos loop{}, wall{};
        bool held = false;
    };

    void end_within(std::chrono::milliseconds patience) {
        {
            const std::scoped_lock lock{mutex_};
            end_by_ = std::min(end_by_, steady_clock::now() + patience);
        }
        eventfd_write(wake_, 1);
    }

    // A program that takes nothing any more is not waited for. Under send_mutex_.
    void tell(const std::string& frame) const {
        ::send(process_.socket(), frame.data(), frame.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    }

    std::uint32_t command(const std::optional<trace::Control>& control) const {
        const std::scoped_lock lock{send_mutex_};
        Packer packer(Frame::Command);
        packer.number(++asked_);
        if (control) pack(packer, *control);
        tell(packer.take());
        return asked_;
    }

    // The state of the run once it has heeded `control`; what was known last when it does not answer.
    State ask(const std::optional<trace::Control>& control = {}) const {
        std::unique_lock lock{mutex_};
        if (ended_) return state_;
        const bool resting = steady_clock::now() < rest_until_;
        if (resting && !control) return state_;
        lock.unlock();
        const std::uint32_t id = command(control);
        lock.lock();
        if (resting) return state_;
        if (!changed_.wait_for(lock, kAnswerWithin, [&] { return answered_ >= id || ended_; })) {
            rest_until_ = steady_clock::now() + kThenRestFor;
        }
        return state_;
    }

    void receive() {
        Inbox inbox;
        std::array<pollfd, 3> fds{
            {{process_.socket(), POLLIN, 0}, {wake_, POLLIN, 0}, {process_.output(), POLLIN, 0}}};
        while (!told_end_) {
            const int left = milliseconds_left();
            if (left == 0 || (poll(fds.data(), fds.size(), left) < 0 && errno != EINTR)) break;
            if (fds[2].revents != 0 && !process_.read_output()) fds[2].fd = -1;  // its end
            if (fds[1].revents != 0) {
                eventfd_t ignored = 0;
                eventfd_read(wake_, &ignored);
            }
            if (fds[0].revents != 0 && !read_frames(inbox)) break;
        }
        end();
    }

    // Until it has to have ended; -1: nobody has asked it to.
    [[nodiscard]] int milliseconds_left() const {
        const std::scoped_lock lock{mutex_};
        if (end_by_ == steady_clock::time_point::max()) return -1;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end_by_ - steady_clock::now());
        return left.count() > 0 ? static_cast<int>(left.count()) : 0;
    }

    // False at the end of what it says, or when it makes no sense.
    bool read_frames(Inbox& inbox) {
        const ssize_t count = recv(process_.socket(), bytes_.data(), bytes_.size(), MSG_DONTWAIT);
        if (count <= 0) return count < 0 && (errno == EINTR || errno == EAGAIN);
        inbox.add({bytes_.data(), static_cast<std::size_t>(count)});
        while (const auto frame = inbox.next()) {
            Unpacker fields(frame->fields);
            if (!heed(frame->type, fields)) {
                senseless_ = true;
                return false;
            }
        }
        senseless_ = inbox.broken();
        return !senseless_;
    }

    bool heed(Frame type, Unpacker& fields) {
        if (type == Frame::Events) {
            return recording_.add_events(fields.rest(), [this](const auto& batch) { add(batch); });
        }
        if (type != Frame::Answer && type != Frame::End) return recording_.add_word(type, fields);
        const auto id = type == Frame::Answer ? fields.number<std::uint32_t>() : 0;
        const State state = read_state(fields, type == Frame::Answer);
        if (!fields.good()) return false;
        told_end_ = type == Frame::End;
        const std::scoped_lock lock{mutex_};
        state_ = state;
        if (id != 0) answered_ = id;
        changed_.notify_all();
        return true;
    }

    static State read_state(Unpacker& fields, bool with_held) {
        State state;
        state.loop = Nanos{fields.number<std::int64_t>()};
        state.wall = Nanos{fields.number<std::int64_t>()};
        state.held = with_held && fields.number<std::uint8_t>() != 0;
        return state;
    }

    void add(const std::vector<trace::Event>& batch) {
        bool notify = false;
        {
            const std::scoped_lock lock{mutex_};
            events_.insert(events_.end(), batch.begin(), batch.end());
            notify = std::exchange(notify_, false);
        }
        changed_.notify_all();
        if (notify && options_.on_events) options_.on_events();
    }

    void end() {
        const bool killed = milliseconds_left() == 0;
        bool forgotten = false;
        {
            const std::scoped_lock lock{mutex_};
            forgotten = forgotten_;
        }
        if (!told_end_ && !forgotten) {
            // In this order: what it wrote last is there once it has ended.
            std::string how = process_.finish();
            if (senseless_) how = "it has written over its own recording";
            if (killed) how = "it did not heed a stop";
            while (process_.read_output()) {
            }
            add({recording_.broken_off(how, process_.last_line())});
        }
        {
            const std::scoped_lock lock{mutex_};
            ended_ = true;
            state_.held = false;
        }
        changed_.notify_all();
        if (options_.on_events) options_.on_events();
    }

    record::SourceOptions options_;
    Process process_;
    const int wake_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

    // Of the thread that receives.
    Recording recording_;
    std::array<char, 1U << 16> bytes_{};
    bool told_end_ = false, senseless_ = false;

    mutable std::mutex send_mutex_;  // guards what follows, and that frames go out one at a time, in order
    mutable std::uint32_t asked_ = 0;

    mutable std::mutex mutex_;  // guards what follows
    mutable std::condition_variable changed_;
    std::vector<trace::Event> events_;
    std::uint64_t taken_ = 0;
    State state_;
    std::uint32_t answered_ = 0;
    mutable steady_clock::time_point rest_until_;
    steady_clock::time_point end_by_ = steady_clock::time_point::max();
    bool notify_ = true, woken_ = false, forgotten_ = false, ended_ = false;

    std::thread thread_;  // last: it uses the others
};

}  // namespace

std::unique_ptr<record::Source> start(const std::vector<std::string>& argv, record::SourceOptions options) {
    return std::make_unique<RemoteRun>(argv, std::move(options));
}

}  // namespace loopscope::remote

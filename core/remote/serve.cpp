#include "core/remote/serve.hpp"

#include "core/async/run.hpp"
#include "core/remote/wire.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <span>
#include <string>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace loopscope::remote {
namespace {

// A program that does not heed a stop is ended by its alarm after so many seconds.
constexpr unsigned kLastSeconds = 2;
constexpr std::size_t kMostInAFrame = 1U << 15;

class Server {
public:
    Server(std::function<void()> program, record::SourceOptions options) {
        // What the program starts must not hold the socket open.
        fcntl(kSocket, F_SETFD, FD_CLOEXEC);
        options.on_events = [this] { eventfd_write(news_, 1); };
        run_ = async::start(std::move(program), std::move(options));
    }
    ~Server() {
        alarm(kLastSeconds);
        run_.reset();
        close(news_);
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    void work() {
        while (true) {
            // Asked before the last look, so that nothing is left behind.
            const bool ended = run_->ended();
            if (tell_events() && ended) break;
            if (!listen()) return;
        }
        Packer end(Frame::End);
        end.number(std::int64_t{run_->loop_time().count()});
        end.number(std::int64_t{run_->wall_time().count()});
        tell(end.take());
    }

private:
    // Waits for something to tell or to do. False: nobody listens any more.
    bool listen() {
        std::array<pollfd, 2> fds{{{kSocket, POLLIN, 0}, {news_, POLLIN, 0}}};
        if (poll(fds.data(), fds.size(), -1) < 0) return errno == EINTR;
        if (fds[1].revents != 0) {
            eventfd_t ignored = 0;
            eventfd_read(news_, &ignored);
        }
        if (fds[0].revents == 0) return !deaf_;
        std::array<char, 4096> bytes{};
        const ssize_t count = recv(kSocket, bytes.data(), bytes.size(), 0);
        if (count <= 0) return count < 0 && errno == EINTR;
        inbox_.add({bytes.data(), static_cast<std::size_t>(count)});
        while (const auto frame = inbox_.next()) heed(*frame);
        return !inbox_.broken() && !deaf_;
    }

    void heed(const Received& frame) {
        Unpacker fields(frame.fields);
        if (frame.type == Frame::Drained) {
            drained_ = fields.number<std::uint64_t>();
        } else if (frame.type == Frame::Command) {
            const auto id = fields.number<std::uint32_t>();
            if (const auto control = unpack_control(fields)) run_->send(*control);
            answer(id);
        }
    }

    void answer(std::uint32_t id) {
        Packer packer(Frame::Answer);
        packer.number(id);
        packer.number(std::int64_t{run_->loop_time().count()});
        packer.number(std::int64_t{run_->wall_time().count()});
        packer.number(static_cast<std::uint8_t>(run_->held()));
        // Whoever is told that the run is held has all that came before.
        tell_events();
        tell(packer.take());
    }

    // Whether all that was there has been told.
    bool tell_events() {
        if (told_ - drained_ >= kMostAhead) return false;
        batch_.clear();
        run_->drain(batch_);
        tell_words();
        for (std::span<const trace::Event> rest = batch_; !rest.empty();) {
            const auto part = rest.first(std::min(rest.size(), kMostInAFrame));
            Packer packer(Frame::Events);
            packer.append(part.data(), part.size_bytes());
            tell(packer.take());
            rest = rest.subspan(part.size());
        }
        told_ += batch_.size();
        return true;
    }

    // Whatever the events of a batch refer to was in the tables before they were recorded.
    void tell_words() {
        const auto tables = run_->tables();
        std::string frames;
        for (; strings_ < tables->string_count(); ++strings_) {
            Packer packer(Frame::String);
            packer.text(tables->string(strings_));
            frames += packer.take();
        }
        for (; sites_ < tables->site_count(); ++sites_) {
            const trace::Site& site = tables->site(sites_);
            Packer packer(Frame::Site);
            packer.text(site.file);
            packer.text(site.function);
            packer.number(site.line);
            frames += packer.take();
        }
        tell(frames);
    }

    void tell(std::string_view bytes) {
        while (!bytes.empty() && !deaf_) {
            const ssize_t sent = send(kSocket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent >= 0) {
                bytes.remove_prefix(static_cast<std::size_t>(sent));
            } else {
                deaf_ = errno != EINTR;
            }
        }
    }

    int news_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    std::unique_ptr<record::Source> run_;
    Inbox inbox_;
    std::vector<trace::Event> batch_;
    std::uint64_t told_ = 0, drained_ = 0;
    trace::StringId strings_ = 1;  // the next to tell; 0 is empty on both sides
    trace::SiteId sites_ = 1;
    bool deaf_ = false;
};

}  // namespace

void serve(std::function<void()> program, record::SourceOptions options) {
    Server(std::move(program), std::move(options)).work();
}

}  // namespace loopscope::remote

#include "app/application/watch.hpp"

#include <cerrno>
#include <cstdint>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace loopscope::app::application {

FolderWatch::FolderWatch(const std::string& folder, std::string name, std::function<void()> appeared)
    : notify_(inotify_init1(IN_CLOEXEC)), end_(eventfd(0, EFD_CLOEXEC)) {
    if (notify_ < 0 || end_ < 0) return;
    if (inotify_add_watch(notify_, folder.c_str(), IN_CREATE | IN_MOVED_TO) < 0) return;
    thread_ = std::thread([this, wanted = std::move(name), call = std::move(appeared)] {
        for (;;) {
            pollfd ready[] = {{notify_, POLLIN, 0}, {end_, POLLIN, 0}};
            if (poll(ready, 2, -1) < 0 && errno != EINTR) return;
            if (ready[1].revents != 0) return;
            if (ready[0].revents == 0) continue;
            alignas(inotify_event) char buffer[4096];
            const ssize_t size = read(notify_, buffer, sizeof buffer);
            for (ssize_t at = 0; at < size;) {
                const auto* event = reinterpret_cast<const inotify_event*>(buffer + at);
                if (event->len > 0 && wanted == event->name) call();
                at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
            }
        }
    });
}

FolderWatch::~FolderWatch() {
    if (thread_.joinable()) {
        const std::uint64_t one = 1;
        if (write(end_, &one, sizeof one) == sizeof one) thread_.join();
    }
    if (notify_ >= 0) close(notify_);
    if (end_ >= 0) close(end_);
}

}  // namespace loopscope::app::application

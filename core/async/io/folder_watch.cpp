#include "core/async/io/folder_watch.hpp"

#include <filesystem>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <uv.h>

namespace loopscope::async {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSettleMs = 100;
constexpr std::size_t kMostFolders = 1000;

// The folder and all those in it, without hidden ones.
std::vector<std::string> folders_of(const std::string& folder) {
    std::vector<std::string> found{folder};
    std::error_code failed;
    for (fs::recursive_directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        std::error_code ignored;
        const bool hidden = entry->path().filename().string().starts_with('.');
        if (hidden) entry.disable_recursion_pending();
        if (!hidden && entry->is_directory(ignored)) found.push_back(entry->path().string());
        if (found.size() == kMostFolders) break;
    }
    return found;
}

}  // namespace

struct FolderWatch::Inside {
    std::string folder;
    std::function<void()> changed;
    uv_loop_t loop{};
    uv_async_t end{};
    uv_timer_t settle{};
    std::vector<uv_fs_event_t*> watched;
    std::thread thread;

    static Inside& of(const uv_handle_t* handle) { return *static_cast<Inside*>(handle->data); }

    // A handle belongs to libuv until its close is through.
    static void close(uv_fs_event_t* handle) {
        uv_close(reinterpret_cast<uv_handle_t*>(handle),
                 [](uv_handle_t* closed) { delete reinterpret_cast<uv_fs_event_t*>(closed); });
    }

    void watch(const std::string& path) {
        auto* handle = new uv_fs_event_t;
        if (uv_fs_event_init(&loop, handle) != 0) {
            delete handle;
            return;
        }
        handle->data = this;
        const auto something = [](uv_fs_event_t* at, const char*, int, int) {
            of(reinterpret_cast<uv_handle_t*>(at)).note();
        };
        if (uv_fs_event_start(handle, something, path.c_str(), 0) == 0) {
            watched.push_back(handle);
        } else {
            close(handle);
        }
    }

    // Folders may have come, gone, or be others of the same name. The new watches stand before the old ones
    // go, so that nothing is missed.
    void watch_all() {
        const std::vector<uv_fs_event_t*> before = std::exchange(watched, {});
        for (const std::string& path : folders_of(folder)) watch(path);
        for (uv_fs_event_t* handle : before) close(handle);
    }

    void note() {
        if (uv_is_active(reinterpret_cast<uv_handle_t*>(&settle)) != 0) return;
        const auto settled = [](uv_timer_t* timer) {
            Inside& inside = of(reinterpret_cast<uv_handle_t*>(timer));
            inside.watch_all();
            inside.changed();
        };
        uv_timer_start(&settle, settled, kSettleMs, 0);
    }

    void finish() {
        for (uv_fs_event_t* handle : std::exchange(watched, {})) close(handle);
        uv_close(reinterpret_cast<uv_handle_t*>(&settle), nullptr);
        uv_close(reinterpret_cast<uv_handle_t*>(&end), nullptr);
    }
};

FolderWatch::FolderWatch(const std::string& folder, std::function<void()> changed)
    : inside_(std::make_unique<Inside>()) {
    Inside& in = *inside_;
    in.folder = folder;
    in.changed = std::move(changed);
    if (const int failed = uv_loop_init(&in.loop); failed != 0) {
        throw std::system_error(-failed, std::system_category(), "a folder can't be watched");
    }
    uv_timer_init(&in.loop, &in.settle);
    uv_async_init(&in.loop, &in.end,
                  [](uv_async_t* handle) { Inside::of(reinterpret_cast<uv_handle_t*>(handle)).finish(); });
    in.settle.data = in.end.data = &in;
    in.watch_all();
    in.thread = std::thread([&in] { uv_run(&in.loop, UV_RUN_DEFAULT); });
}

FolderWatch::~FolderWatch() {
    uv_async_send(&inside_->end);
    inside_->thread.join();
    uv_loop_close(&inside_->loop);
}

}  // namespace loopscope::async

// All that a lesson's own program.cpp needs (how to write one: assets/lessons/README.md). It is compiled when
// its lesson is first opened and runs in a process of its own.
#pragma once

#include "core/async/blocking.hpp"
#include "core/async/blocking_stream.hpp"
#include "core/async/database.hpp"
#include "core/async/files.hpp"
#include "core/async/http.hpp"
#include "core/async/loop.hpp"
#include "core/async/output.hpp"
#include "core/async/pipe.hpp"
#include "core/async/posts_service.hpp"
#include "core/async/process.hpp"
#include "core/async/queue.hpp"
#include "core/async/resolve.hpp"
#include "core/async/sleep.hpp"
#include "core/async/stream.hpp"
#include "core/async/sync.hpp"
#include "core/async/task.hpp"
#include "core/async/task_group.hpp"
#include "core/async/when_all.hpp"
#include "core/async/when_any.hpp"
#include "core/async/work.hpp"
#include "core/lessons/parameters.hpp"
#include "core/lessons/program.hpp"

// What program.cpp defines. Its `name` is not used.
loopscope::lessons::Program own_program();
